"""Measuring the service as ratios within one run: hjemmel against the bare floor it stands on."""

from hjemmel.web.bench.rest import RestReport, measure_rest
from hjemmel.web.bench.start import StartReport, measure_start

__all__ = ["RestReport", "StartReport", "measure_rest", "measure_start"]

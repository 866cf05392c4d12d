"""Who must do what, under which provision, since when, and how we know."""

from importlib.metadata import version

from hjemmel.errors import HjemmelError

__version__ = version("hjemmel")
__all__ = ["HjemmelError", "__version__"]

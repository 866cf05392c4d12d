from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from hjemmel.errors import BadParameterError
from hjemmel.settings import Settings, load_settings


def test_the_environment_goes_before_the_defaults_and_what_is_given_before_both():
    environ = {"HJEMMEL_PORT": "9000", "HJEMMEL_HOST": "0.0.0.0", "HJEMMEL_SNAPSHOTS": "x"}
    settings = load_settings(environ, port=9001, host=None)
    assert (settings.port, settings.host, settings.snapshots) == (9001, "0.0.0.0", Path("x"))
    assert settings.ready_entries == Settings().ready_entries


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(BadParameterError, match="HJEMMEL_PORT='x' is no int"):
        load_settings({"HJEMMEL_PORT": "x"})


def test_settings_are_frozen_and_each_has_its_sentence():
    with pytest.raises(FrozenInstanceError):
        load_settings({}).port = 1
    assert [row.name for row in fields(Settings) if not row.metadata["sentence"].endswith(".")] == []

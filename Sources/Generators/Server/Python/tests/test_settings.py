"""Settings come from a file and the environment, and are checked."""

import hashlib
import json

import pytest

from slipway_server import models, settings


def test_the_environment_is_laid_over_the_file(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"name": "a", "format": "onnx", "port": 9000}))
    values = settings.load(file, {"SLIPWAY_MODEL_NAME": "b", "SLIPWAY_PORT": "9001", "SLIPWAY_LOG_REQUESTS": "true"})
    assert (values.name, values.port, values.log_requests, values.format) == ("b", 9001, True, "onnx")


@pytest.mark.parametrize("change, field", [
    ({"format": "pickle"}, "format"), ({"name": ""}, "name"), ({"port": 0}, "port"), ({"port": "1"}, "port"),
    ({"path": "../x"}, "path"), ({"path": "/etc/passwd"}, "path"), ({"queue": -1}, "queue"), ({"prot": 1}, "prot"),
])
def test_what_is_not_allowed_is_named(change, field):
    with pytest.raises(settings.SettingsError, match=f"^{field}:"):
        settings.make({"name": "a", "format": "onnx", **change})


def test_a_file_that_is_no_json_is_named(tmp_path):
    (tmp_path / "s.json").write_text("{")
    with pytest.raises(settings.SettingsError, match="s.json"):
        settings.load(tmp_path / "s.json", {})


def test_other_files_than_the_inspected_ones_are_not_loaded(tmp_path):
    (tmp_path / "model.joblib").write_bytes(b"model")
    digest = hashlib.sha256(b"model").hexdigest()
    values = {"name": "a", "format": "sklearn", "folder": str(tmp_path), "path": "model.joblib"}
    models.verify(settings.make({**values, "digests": {"model.joblib": digest}}))
    for digests in ({"model.joblib": "0" * 64}, {"absent.joblib": digest}):
        with pytest.raises(models.ModelError):
            models.verify(settings.make({**values, "digests": digests}))

"""What the server is told: a JSON file, and the environment of its container."""

import json
import os
import pathlib
from dataclasses import dataclass, field

FORMATS = ("sklearn", "xgboost", "lightgbm", "onnx", "pytorch", "tensorflow", "huggingface", "mlflow")


class SettingsError(Exception):
    """A setting that cannot be used: its name, its value and what is allowed."""


@dataclass(frozen=True)
class Tensor:
    """An input or output: -1 stands for any extent."""

    name: str
    datatype: str
    shape: tuple[int, ...]

    def json(self):
        return {"name": self.name, "datatype": self.datatype, "shape": list(self.shape)}


@dataclass(frozen=True)
class Settings:
    name: str
    format: str
    path: str = ""
    version: str = "1"
    folder: str = "/mnt/models"
    host: str = "0.0.0.0"
    port: int = 8080
    revision: str = "none"
    inputs: tuple[Tensor, ...] = ()
    # The SHA-256 of files whose loading runs code: others than these are not loaded.
    digests: dict[str, str] = field(default_factory=dict)
    # The names of the columns where a request holds one tensor.
    columns: tuple[str, ...] = ()
    # Upper bounds of a histogram for each feature whose drift is of interest.
    features: dict[str, tuple[float, ...]] = field(default_factory=dict)
    warm_up_requests: int = 3
    maximum_body_bytes: int = 8 << 20
    maximum_rows: int = 1024
    # Requests that compute at the same time, and that wait for it.
    concurrency: int = 1
    queue: int = 64
    timeout_seconds: float = 30.0
    # How long requests are still answered after the signal to stop: until every proxy knows.
    drain_seconds: float = 5.0
    log_requests: bool = False

    @property
    def model_path(self):
        return pathlib.Path(self.folder, self.path) if self.path else pathlib.Path(self.folder)


_RANGES = {
    "port": (1, 65535), "warm_up_requests": (0, 1000), "maximum_body_bytes": (1, 1 << 31), "maximum_rows": (1, 1 << 20),
    "concurrency": (1, 256), "queue": (0, 100_000), "timeout_seconds": (0.001, 3600), "drain_seconds": (0, 3600),
}

# The environment says what differs between containers of one image.
_VARIABLES = {
    "SLIPWAY_MODEL_NAME": "name", "SLIPWAY_REVISION": "revision", "SLIPWAY_MODEL_FOLDER": "folder",
    "SLIPWAY_HOST": "host", "SLIPWAY_PORT": "port", "SLIPWAY_CONCURRENCY": "concurrency", "SLIPWAY_QUEUE": "queue",
    "SLIPWAY_TIMEOUT_SECONDS": "timeout_seconds", "SLIPWAY_DRAIN_SECONDS": "drain_seconds",
    "SLIPWAY_LOG_REQUESTS": "log_requests",
}


def load(file=None, environment=os.environ):
    """The settings of a file, with what the environment says laid over them."""
    file = file or environment.get("SLIPWAY_SETTINGS", "/app/settings.json")
    try:
        values = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: cannot be read: {error}") from error
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: must hold a JSON object")
    for variable, name in _VARIABLES.items():
        if environment.get(variable):
            values[name] = _converted(name, environment[variable], variable)
    return make(values)


def make(values):
    """Settings of plain values; each is checked."""
    unknown = sorted(set(values) - set(Settings.__dataclass_fields__))
    if unknown:
        raise SettingsError(f"{unknown[0]}: is not known")
    values = dict(values)
    for required in ("name", "format"):
        if not isinstance(values.get(required), str) or not values[required]:
            raise SettingsError(f"{required}: must be a text that is not empty")
    if values["format"] not in FORMATS:
        raise SettingsError(f"format: {values['format']!r} must be one of {', '.join(FORMATS)}")
    for name, (low, high) in _RANGES.items():
        if name in values and not (isinstance(values[name], (int, float)) and low <= values[name] <= high):
            raise SettingsError(f"{name}: {values[name]!r} must be from {low} to {high}")
    values["inputs"] = tuple(Tensor(i["name"], i["datatype"], tuple(i["shape"])) for i in values.get("inputs", ()))
    values["columns"] = tuple(values.get("columns") or values.get("features", ()))
    values["features"] = {name: tuple(sorted(bounds)) for name, bounds in values.get("features", {}).items()}
    settings = Settings(**values)
    if ".." in pathlib.PurePosixPath(settings.path).parts or settings.path.startswith("/"):
        raise SettingsError(f"path: {settings.path!r} must be relative, and inside the model's folder")
    return settings


def _converted(name, text, variable):
    kind = Settings.__dataclass_fields__[name].type
    try:
        return text.lower() in ("1", "true", "yes") if kind is bool else kind(text)
    except ValueError as error:
        raise SettingsError(f"{variable}: {text!r} must be a number") from error

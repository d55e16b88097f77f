"""The model behind the routes: its phases, its limits and its answers, without any HTTP."""

import asyncio
import concurrent.futures
import logging
import time

import numpy as np

from . import models, tensors
from .tensors import TYPES, RequestError

log = logging.getLogger("slipway.server")


class Service:
    """Loads, warms, answers, drains."""

    def __init__(self, settings, metrics, load=models.load):
        self.settings = settings
        self.metrics = metrics
        self.model = None
        self.failure = None
        self.is_ready = False
        self.is_draining = False
        self._load = load
        self._waiting = 0
        self._executor = concurrent.futures.ThreadPoolExecutor(settings.concurrency, thread_name_prefix="model")

    async def start(self):
        """Loads and warms the model, while the process already answers that it is alive."""
        begin = time.monotonic()
        try:
            model = await asyncio.get_running_loop().run_in_executor(self._executor, self._loaded)
        except Exception as error:  # noqa: BLE001 - whatever a model raises, it cannot be served
            self.failure = f"{type(error).__name__}: {error}"
            log.error("the model cannot be loaded", exc_info=True)
            return False
        self.model = model
        self.metrics.prepare(model.classes)
        self.metrics.did_load(time.monotonic() - begin)
        self.is_ready = not self.is_draining
        self.metrics.set_ready(self.is_ready)
        log.info("ready", extra={"fields": {"seconds": round(time.monotonic() - begin, 3)}})
        return True

    def _loaded(self):
        model = self._load(self.settings)
        sample = self.sample(model)
        if sample is None:
            log.warning("nothing is known of the model's inputs: it is not warmed up")
        for _ in range(self.settings.warm_up_requests if sample else 0):
            model.predict(sample)
        return model

    @staticmethod
    def sample(model):
        """One row of zeros, or of empty texts, of the shape that the model says."""
        if not model.inputs or any(not tensor.shape for tensor in model.inputs):
            return None
        return {
            tensor.name: np.full([1] + [max(1, extent) for extent in tensor.shape[1:]],
                                 "" if tensor.datatype == "BYTES" else 0, dtype=TYPES.get(tensor.datatype, np.float32))
            for tensor in model.inputs}

    def begin_draining(self):
        """Ends readiness at once; requests are answered all the while."""
        self.is_draining = True
        self.is_ready = False
        self.metrics.set_ready(False)

    async def infer(self, body):
        """The answer to a request that has been parsed from JSON."""
        if self.model is None:
            raise RequestError(503, "the model is being loaded")
        inputs = tensors.parse(body, self.settings.maximum_rows, self.model.inputs)
        wanted = self._wanted(body)
        outputs = await self._computed(inputs)
        self.metrics.record(outputs)
        self.metrics.record_features(inputs, self.settings.columns)
        if wanted:
            missing = [name for name in wanted if name not in outputs]
            if missing:
                raise tensors.invalid("outputs", f"{missing[0]!r} is not one of {sorted(outputs)}")
            outputs = {name: outputs[name] for name in wanted}
        answer = {
            "model_name": self.settings.name, "model_version": self.settings.version,
            "parameters": {"revision": self.settings.revision},
            "outputs": [tensors.render(name, array) for name, array in outputs.items()],
        }
        if isinstance(body.get("id"), str):
            answer["id"] = body["id"]
        return answer

    @staticmethod
    def _wanted(body):
        outputs = body.get("outputs") or []
        if not isinstance(outputs, list) or not all(isinstance(o, dict) and isinstance(o.get("name"), str) for o in outputs):
            raise tensors.invalid("outputs", "is not a list of objects with names")
        return [output["name"] for output in outputs]

    async def _computed(self, inputs):
        if self._waiting >= self.settings.concurrency + self.settings.queue:
            raise RequestError(503, f"{self._waiting} requests wait or run, which is as many as may")
        self._waiting += 1
        try:
            future = asyncio.get_running_loop().run_in_executor(self._executor, self.model.predict, inputs)
            return await asyncio.wait_for(future, self.settings.timeout_seconds)
        except TimeoutError as error:
            raise RequestError(504, f"no result within {self.settings.timeout_seconds} seconds") from error
        except RequestError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a model raises is its answer to this request
            log.warning("the model raised an error", exc_info=True)
            raise RequestError(500, f"the model raised an error: {type(error).__name__}: {error}") from error
        finally:
            self._waiting -= 1

    def record_feedback(self, body):
        """Counts labels that came later; how many they were."""
        outcomes = body.get("outcomes") if isinstance(body, dict) else None
        if not isinstance(outcomes, list) or len(outcomes) > 10_000:
            raise tensors.invalid("outcomes", "is not a list of at most 10000")
        for position, outcome in enumerate(outcomes):
            if not isinstance(outcome, dict) or "predicted" not in outcome or "label" not in outcome:
                raise tensors.invalid(f"outcomes[{position}]", "has no `predicted` and `label`")
            if not is_revision(outcome.get("revision")):
                raise tensors.invalid(f"outcomes[{position}].revision", "is not a revision name")
        for outcome in outcomes:
            is_correct = str(outcome["predicted"]) == str(outcome["label"])
            if not self.metrics.record_outcome(outcome["revision"], is_correct):
                raise RequestError(429, "outcomes of too many revisions were reported")
        return len(outcomes)

    def metadata(self):
        model = self.model
        return {
            "name": self.settings.name, "versions": [self.settings.version],
            "platform": f"slipway_{self.settings.format}",
            "inputs": [tensor.json() for tensor in (model.inputs if model else self.settings.inputs)],
            "outputs": [tensor.json() for tensor in (model.outputs if model else ())],
            "parameters": {"revision": self.settings.revision},
        }


def is_revision(text):
    """A revision becomes a label of a metric, so it is held to what Kubernetes allows as a label's value."""
    return isinstance(text, str) and 1 <= len(text) <= 63 and all(c.isascii() and (c.isalnum() or c in "-_.") for c in text)

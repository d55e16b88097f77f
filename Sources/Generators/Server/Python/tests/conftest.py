"""A server around a model that is made here: what it answers is known."""

import asyncio

import numpy as np
import pytest
from fastapi.testclient import TestClient

from slipway_server import app, models, settings
from slipway_server.metrics import Metrics
from slipway_server.service import Service
from slipway_server.settings import Tensor


class SumModel(models.Model):
    """Says whether the sum of a row is above zero."""

    inputs = (Tensor("input", "FP64", (-1, 2)),)
    classes = ["low", "high"]

    def __init__(self):
        self.calls = 0
        self.failure = None
        self.wait = None

    def predict(self, tensors):
        self.calls += 1
        if self.wait:
            self.wait()
        if self.failure:
            raise self.failure
        rows = models.matrix(tensors)
        high = 1 / (1 + np.exp(-rows.sum(axis=1)))
        return models.classified(np.column_stack([1 - high, high]), self.classes)


class Harness:
    def __init__(self, **changes):
        self.settings = settings.make({"name": "fraud", "format": "sklearn", "revision": "r1", "version": "3", **changes})
        self.model = SumModel()
        self.metrics = Metrics(self.settings)
        self.service = Service(self.settings, self.metrics, load=lambda _: self.model)
        self.client = TestClient(app.make(self.settings, self.service))

    def start(self):
        asyncio.run(self.service.start())
        return self

    def infer(self, rows=((1.0, 2.0),), **changes):
        tensor = {"name": "input", "datatype": "FP64", "shape": [len(rows), 2], "data": [x for row in rows for x in row]}
        return self.client.post("/v2/models/fraud/infer", json={"inputs": [tensor], **changes})

    def metric(self, name, **labels):
        labels = {"model": "fraud", "revision": "r1", **labels}
        return self.metrics.registry.get_sample_value(name, labels)


@pytest.fixture
def make_harness():
    return Harness


@pytest.fixture
def harness():
    return Harness().start()

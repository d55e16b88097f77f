"""What infer calls answer."""

import threading

import pytest


def test_a_classifier_answers_label_and_probabilities(harness):
    answer = harness.infer(((1.0, 2.0), (-1.0, -2.0)), id="a")
    assert answer.status_code == 200
    content = answer.json()
    assert (content["model_name"], content["model_version"], content["id"]) == ("fraud", "3", "a")
    assert content["parameters"] == {"revision": "r1"}
    outputs = {output["name"]: output for output in content["outputs"]}
    assert outputs["label"]["data"] == ["high", "low"] and outputs["label"]["datatype"] == "BYTES"
    assert outputs["probabilities"]["shape"] == [2, 2]
    assert outputs["probability"]["data"][0] == pytest.approx(0.9525741268224334)
    assert answer.headers["x-slipway-revision"] == "r1"


def test_only_wanted_outputs_come(harness):
    assert [o["name"] for o in harness.infer(outputs=[{"name": "label"}]).json()["outputs"]] == ["label"]
    assert harness.infer(outputs=[{"name": "score"}]).json() == {
        "error": "outputs 'score' is not one of ['label', 'probabilities', 'probability']"}


def test_nested_rows_are_taken(harness):
    tensor = {"name": "any", "datatype": "FP64", "shape": [2, 2], "data": [[1, 2], [3, 4]]}
    assert harness.client.post("/v2/models/fraud/infer", json={"inputs": [tensor]}).status_code == 200


@pytest.mark.parametrize("change, field", [
    ({"datatype": "FP65"}, "inputs[0].datatype"), ({"shape": [1, 3]}, "inputs[0].data"),
    ({"shape": [2]}, "inputs[0].shape"), ({"shape": []}, "inputs[0].shape"), ({"shape": [1, -2]}, "inputs[0].shape"),
    ({"shape": [0, 2]}, "inputs[0].shape[0]"), ({"shape": [5000, 2]}, "inputs[0].shape[0]"),
    ({"shape": [1, 2 ** 40]}, "inputs[0].shape"), ({"data": [1]}, "inputs[0].data"), ({"data": ["a", "b"]}, "inputs[0].data"),
    ({"data": "12"}, "inputs[0].data"), ({"data": [[1], [2, 3]]}, "inputs[0].data"), ({"data": [{}, {}]}, "inputs[0].data"),
    ({"name": ""}, "inputs[0].name"), ({"name": 3}, "inputs[0].name"), ({"shape": [1, True]}, "inputs[0].shape"),
])
def test_what_does_not_fit_is_named(harness, change, field):
    tensor = {"name": "input", "datatype": "FP64", "shape": [1, 2], "data": [1.0, 2.0], **change}
    answer = harness.client.post("/v2/models/fraud/infer", json={"inputs": [tensor]})
    assert answer.status_code == 400 and answer.json()["error"].startswith(field), answer.text
    assert harness.model.calls == harness.settings.warm_up_requests


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{", b"null", b'{"inputs": []}', b'{"inputs": {}}', b'{"inputs": [1]}', b"\xff\xfe", b"[" * 100_000,
])
def test_bodies_that_are_none_are_refused(harness, body):
    answer = harness.client.post("/v2/models/fraud/infer", content=body)
    assert answer.status_code == 400 and "error" in answer.json()


def test_bodies_that_are_too_large_are_refused(make_harness):
    harness = make_harness(maximum_body_bytes=100).start()
    assert harness.client.post("/v2/models/fraud/infer", content=b"[" * 101).status_code == 413


def test_other_models_are_not_served(harness):
    assert harness.client.post("/v2/models/other/infer", json={}).status_code == 404
    assert harness.client.post("/v2/models/fraud/versions/4/infer", json={}).status_code == 404


def test_errors_of_the_model_are_its_own(harness):
    harness.model.failure = ValueError("no such category")
    answer = harness.infer()
    assert answer.status_code == 500
    assert answer.json() == {"error": "the model raised an error: ValueError: no such category"}
    assert harness.metric("model_requests_total", code="500") == 1


def test_time_is_limited(make_harness):
    harness = make_harness(timeout_seconds=0.01).start()
    release = threading.Event()
    harness.model.wait = release.wait
    assert harness.infer().status_code == 504
    release.set()


def test_what_cannot_wait_is_turned_away(make_harness):
    harness = make_harness(queue=0, concurrency=1).start()
    harness.service._waiting = 1
    answer = harness.infer()
    assert answer.status_code == 503 and answer.headers["retry-after"] == "1"

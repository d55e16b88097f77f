"""Readiness means loaded and warm; feedback and drain."""

import asyncio

from slipway_server.service import Service


def status(harness, path):
    return harness.client.get(path).status_code


def test_nothing_is_ready_before_the_model_is_loaded_and_warm(make_harness):
    harness = make_harness()
    assert status(harness, "/v2/health/live") == 200 and status(harness, "/v2/health/ready") == 503
    assert harness.infer().status_code == 503
    harness.start()
    assert harness.model.calls == harness.settings.warm_up_requests
    assert status(harness, "/v2/health/ready") == 200 and status(harness, "/v2/models/fraud/ready") == 200
    assert harness.metric("model_ready") == 1


def test_a_model_that_cannot_be_loaded_is_never_ready(make_harness):
    harness = make_harness()

    def fail(_):
        raise OSError("no such file")
    service = Service(harness.settings, harness.metrics, load=fail)
    assert asyncio.run(service.start()) is False
    assert not service.is_ready and service.failure == "OSError: no such file"


def test_a_model_that_fails_to_warm_up_is_never_ready(make_harness):
    harness = make_harness()
    harness.model.failure = ValueError("no")
    assert asyncio.run(harness.service.start()) is False


def test_draining_ends_readiness_and_not_service(harness):
    harness.service.begin_draining()
    assert status(harness, "/v2/health/ready") == 503
    answer = harness.infer()
    assert answer.status_code == 200 and answer.headers["connection"] == "close"


def test_metadata_says_what_goes_in(harness):
    content = harness.client.get("/v2/models/fraud").json()
    assert content["inputs"] == [{"name": "input", "datatype": "FP64", "shape": [-1, 2]}]


def test_feedback_is_counted_for_the_revision_that_predicted(harness):
    outcomes = [{"revision": "r0", "predicted": 1, "label": "1"}, {"revision": "r0", "predicted": "a", "label": "b"}]
    answer = harness.client.post("/v2/models/fraud/feedback", json={"outcomes": outcomes})
    assert answer.json() == {"accepted": 2}
    assert harness.metric("model_labelled_outcomes_total", revision="r0", outcome="correct") == 1
    assert harness.metric("model_labelled_outcomes_total", revision="r0", outcome="wrong") == 1


def test_feedback_that_is_none_is_refused(harness):
    for body in ([], {"outcomes": 1}, {"outcomes": [{}]}, {"outcomes": [{"revision": "a b", "predicted": 1, "label": 1}]},
                 {"outcomes": [{"revision": "x" * 64, "predicted": 1, "label": 1}]}):
        assert harness.client.post("/v2/models/fraud/feedback", json=body).status_code == 400, body


def test_revisions_of_feedback_are_bounded(harness):
    for number in range(200):
        outcomes = [{"revision": f"r{number}", "predicted": 1, "label": 1}]
        code = harness.client.post("/v2/models/fraud/feedback", json={"outcomes": outcomes}).status_code
    assert code == 429

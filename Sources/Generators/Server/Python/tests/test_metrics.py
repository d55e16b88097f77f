"""The metrics are those that a rollout is judged by."""

import pytest


def test_series_exist_before_anything_happened(harness):
    text = harness.client.get("/metrics").text
    for line in ('model_requests_total{code="500",model="fraud",revision="r1"} 0.0',
                 'model_labelled_outcomes_total{model="fraud",outcome="wrong",revision="r1"} 0.0',
                 'model_predictions_total{class="high",model="fraud",revision="r1"} 0.0',
                 'model_request_duration_seconds_count{model="fraud",revision="r1"} 0.0', "process_start_time_seconds "):
        assert line in text, line


def test_requests_are_counted_by_code(harness):
    harness.infer()
    harness.client.post("/v2/models/fraud/infer", content=b"{")
    assert harness.metric("model_requests_total", code="200") == 1
    assert harness.metric("model_requests_total", code="400") == 1
    # What the caller got wrong says nothing of the model's speed.
    assert harness.metric("model_request_duration_seconds_count") == 1
    assert harness.metric("model_requests_in_flight") == 0


def test_predictions_and_scores_are_counted(harness):
    harness.infer(((3.0, 3.0), (-3.0, -3.0), (2.0, 2.0)))
    counts = {c: harness.metric("model_predictions_total", **{"class": c}) for c in ("high", "low")}
    assert counts == {"high": 2, "low": 1}
    assert harness.metric("model_prediction_score_count") == 3
    assert harness.metric("model_prediction_score_bucket", le="0.95") == 0


def test_features_have_histograms_where_bounds_were_given(make_harness):
    harness = make_harness(features={"mean radius": [1.0, 2.0], "other": [0.5]}).start()
    harness.infer(((1.5, 0.1), (2.5, 0.9)))
    assert harness.metric("feature_mean_radius_bucket", le="1.0") == 0
    assert harness.metric("feature_mean_radius_bucket", le="2.0") == 1
    assert harness.metric("feature_other_bucket", le="0.5") == 1
    assert harness.metric("feature_other_sum") == pytest.approx(1.0)


def test_classes_are_bounded(harness):
    for number in range(500):
        harness.metrics._predicted(f"c{number}", 1)
    assert harness.metric("model_predictions_total", **{"class": "other"}) > 0

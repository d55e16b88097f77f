"""The metrics that a rollout is judged by; names, labels and bounds are what the operator reads."""

import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client import generate_latest

# Upper bounds in seconds, dense where a model's answer is decided on.
DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5)
SCORE_BUCKETS = tuple(round(0.05 * step, 2) for step in range(1, 21))
# Revisions and classes come from outside: a bound keeps what can be added small.
MOST_REVISIONS = 100
MOST_CLASSES = 200


class Metrics:
    """One registry for one model and revision."""

    def __init__(self, settings):
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._labels = (settings.name, settings.revision)
        labels = ("model", "revision")
        self._requests = Counter("model_requests", "Infer calls by status code.", (*labels, "code"), registry=self.registry)
        self._durations = Histogram(
            "model_request_duration_seconds", "Time to answer infer calls, without those that the caller got wrong.",
            labels, buckets=DURATION_BUCKETS, registry=self.registry)
        self._running = Gauge("model_requests_in_flight", "Infer calls that wait or run.", labels, registry=self.registry)
        self._predictions = Counter(
            "model_predictions", "Predicted rows by class.", (*labels, "class"), registry=self.registry)
        self._scores = Histogram(
            "model_prediction_score", "The probability of the predicted class.", labels, buckets=SCORE_BUCKETS,
            registry=self.registry)
        self._outcomes = Counter(
            "model_labelled_outcomes", "Predictions whose true class was reported later.", (*labels, "outcome"),
            registry=self.registry)
        self._ready = Gauge("model_ready", "Whether the model is loaded and warm.", labels, registry=self.registry)
        self._load = Gauge("model_load_seconds", "How long loading and warming took.", labels, registry=self.registry)
        self._features = {
            name: Histogram(f"feature_{metric_name(name)}", f"Values of the feature {name}.", labels, buckets=bounds,
                            registry=self.registry)
            for name, bounds in settings.features.items()}
        self._revisions = {settings.revision}
        self._classes = set()
        # A rate needs a first value: these series must exist before the first error and the first wrong label.
        for code in ("200", "500"):
            self._requests.labels(*self._labels, code)
        for outcome in ("correct", "wrong"):
            self._outcomes.labels(*self._labels, outcome)
        for metric in (self._durations, self._scores, self._running, self._ready, *self._features.values()):
            metric.labels(*self._labels)

    def exposition(self):
        return generate_latest(self.registry)

    def prepare(self, classes):
        """Makes the series of all classes visible."""
        for label in classes or ():
            self._predicted(label, 0)

    def did_load(self, seconds):
        self._load.labels(*self._labels).set(seconds)

    def set_ready(self, ready):
        self._ready.labels(*self._labels).set(1 if ready else 0)

    def begin(self):
        self._running.labels(*self._labels).inc()

    def end(self, code, seconds):
        self._running.labels(*self._labels).dec()
        self._requests.labels(*self._labels, str(code)).inc()
        # What the caller got wrong never reached the model, and its speed says nothing about it.
        if not 400 <= code < 500:
            self._durations.labels(*self._labels).observe(seconds)

    def record(self, outputs):
        if "label" in outputs:
            for label in outputs["label"].reshape(-1):
                self._predicted(label, 1)
        if "probability" in outputs:
            scores = self._scores.labels(*self._labels)
            for score in outputs["probability"].reshape(-1):
                scores.observe(float(score))

    def record_features(self, tensors, names):
        """Notes the values of features that are watched: columns of one tensor, or tensors of their own."""
        for name, histogram in self._features.items():
            if name in tensors:
                values = tensors[name].reshape(-1)
            elif len(tensors) == 1 and name in names:
                values = next(iter(tensors.values()))[:, names.index(name)]
            else:
                continue
            child = histogram.labels(*self._labels)
            for value in values:
                child.observe(float(value))

    def record_outcome(self, revision, is_correct):
        """Counts a label that came later.

        Returns false for a revision too many.
        """
        if revision not in self._revisions and len(self._revisions) >= MOST_REVISIONS:
            return False
        self._revisions.add(revision)
        self._outcomes.labels(self._labels[0], revision, "correct" if is_correct else "wrong").inc()
        return True

    def _predicted(self, label, count):
        text = str(label)
        if text not in self._classes and len(self._classes) >= MOST_CLASSES:
            text = "other"
        self._classes.add(text)
        self._predictions.labels(*self._labels, text).inc(count)


def metric_name(feature):
    """A feature's name as a part of a metric's."""
    return re.sub(r"[^a-zA-Z0-9_]", "_", feature)

import Observability

/// The metrics of a model server; names, labels and buckets are what the operator reads.
struct ModelMetrics: Sendable {
  /// Upper bounds in seconds, dense where a model's answer is decided on.
  static let durationBuckets = [
    0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5,
  ]

  private let model: String
  private let revision: String
  private let requests: Counter
  private let durations: Histogram
  private let predictions: Counter
  private let outcomes: Counter

  init(registry: MetricsRegistry, model: String, revision: String) throws(ObservabilityError) {
    self.model = model
    self.revision = revision
    requests = try registry.makeCounter(
      "model_requests_total", help: "Infer calls by status code.", labels: ["model", "revision", "code"])
    durations = try registry.makeHistogram(
      "model_request_duration_seconds", help: "Time to answer infer calls, without those that the caller got wrong.",
      labels: ["model", "revision"], buckets: Self.durationBuckets)
    predictions = try registry.makeCounter(
      "model_predictions_total", help: "Predicted rows by class.", labels: ["model", "revision", "class"])
    // Revisions come with feedback, from outside: a small bound keeps what an attacker can add small.
    outcomes = try registry.makeCounter(
      "model_labelled_outcomes_total", help: "Predictions whose true class was reported later.",
      labels: ["model", "revision", "outcome"], seriesLimit: 200)
    let startTime = try registry.makeGauge(
      "process_start_time_seconds", help: "Start of the process, in seconds since the Unix epoch.")
    startTime.set(UnixTime.now.seconds)
    // A rate needs a first value: these series must exist before the first error and the first wrong label.
    for code in [200, 500] { requests.increment([model, revision, String(code)], by: 0) }
    for outcome in ["correct", "wrong"] { outcomes.increment([model, revision, outcome], by: 0) }
  }

  /// Makes the series of all classes visible.
  func prepare(_ classes: [ClassLabel]) {
    for label in classes { predictions.increment([model, revision, label.description], by: 0) }
  }

  func recordRequest(code: Int, duration: Duration) {
    requests.increment([model, revision, String(code)])
    // What the caller got wrong never reached the model, and its speed says nothing about it.
    guard !(400..<500).contains(code) else { return }
    durations.observe(duration / .seconds(1), [model, revision])
  }

  func recordPredictions(_ made: [Prediction]) {
    for prediction in made { predictions.increment([model, revision, prediction.label.description]) }
  }

  func recordOutcome(_ outcome: FeedbackRequest.Outcome) {
    outcomes.increment([model, outcome.revision, outcome.isCorrect ? "correct" : "wrong"])
  }
}

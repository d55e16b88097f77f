import SlipwayAPI

/// What the demo shows at one moment.
struct DemoFrame: Sendable, Hashable {
  var scenario: Scenario
  var model: String
  var seed: UInt64
  var kubeconfig: String
  /// Seconds since the demo began.
  var elapsed: Int
  /// What is being done before there is a status to show.
  var preparation: String?
  var status: ModelDeploymentStatus?
  /// What the revisions run, by name.
  var versions: [String: String]
  var counts: TrafficCounts
  /// Requests a second, over the last seconds.
  var rate: Int
}

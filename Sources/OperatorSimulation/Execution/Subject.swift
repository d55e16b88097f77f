package import KubeClient
package import KubeRuntime
package import RolloutEngine
package import SlipwayOperator

/// What is simulated: the operator as it is, or with something wrong around it.
///
/// The operator's own code always runs as it stands. What can be changed is what it is given: its way to the API
/// server, its metrics, its decision function, its clocks and its settings.
package struct Subject: Sendable {
  package var name: String
  /// Put between the operator and the API server, one for each process.
  package var transport: @Sendable (any KubeTransport) -> any KubeTransport = { $0 }
  package var source: @Sendable (any SampleSource) -> any SampleSource = { $0 }
  /// What warms candidates up; nothing by default.
  package var warmer: any WarmUpSender = NoWarmUp()
  package var decide: @Sendable (RolloutInput) -> RolloutDecision = { Rollout.decide($0) }
  package var time: @Sendable (TimeSource) -> TimeSource = { $0 }
  package var configure: @Sendable (inout OperatorConfiguration) -> Void = { _ in }

  /// How its processes divide the work; by default not at all, so that two at a time both act.
  package var division = Division.none

  /// How processes divide the work.
  package enum Division: Sendable, Hashable {
    case none, election, shards
  }

  package init(_ name: String) { self.name = name }

  /// The operator as it is.
  package static let faithful = Subject("operator")

  /// The operator as it is, with processes that elect a leader.
  package static let electing: Subject = {
    var subject = faithful
    subject.division = .election
    return subject
  }()
}

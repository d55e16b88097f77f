import KubeSimulator

/// What a run has come to.
package struct Outcome: Sendable {
  package var hash: TraceHash
  package var violations: [Violation]
  /// The time that has passed, of which most is the quiet at the end.
  package var elapsed: Duration
  /// When the scenario had come to its end.
  package var endedAt: Duration?
  package var calls: Int
  package var events: Int
  package var scrapes: Int
  /// All that has happened, if it was asked for: one line each, with the time in seconds.
  package var timeline: [String]
  var world: World
  var end: EndState
  var checkpoints: Checkpoints?
}

import KubeSimulator

extension Fault {
  /// The shortest deadline in the scenarios, in seconds.
  private static let shortestDeadline = 60

  /// Whether a clock jumps past a deadline: that of a process, or of the next one whose clock is right again.
  var passesDeadlines: Bool { kind == .stepWall && argument.magnitude > Self.shortestDeadline }
}

/// How much a process works, for the invariants that bound it.
struct CallLoad: Sendable {
  /// Calls that can change something and calls that cannot, since the last look.
  var calls = 0
  var decisions = 0
  /// Calls at the same instant; more than any work needs is a loop.
  var callsThisInstant = 0

  static let instantLimit = 400
}

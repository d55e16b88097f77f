/// How a reconcile ended.
public enum ReconcileOutcome: Sendable {
  /// The world is as it should be; the next change of an object is the next reason to look.
  case settled
  /// Something is under way, or due later: look again after this while, or sooner when an object changes.
  case again(after: Duration)
  /// It did not work. The key is tried again after a delay that grows with each failure in a row; an error that names
  /// a longer delay of its own is heeded.
  case failed(any Error)
}

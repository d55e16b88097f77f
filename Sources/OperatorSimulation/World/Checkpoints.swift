/// The world before and after each call of a run.
struct Checkpoints: Sendable {
  /// Before the n-th call, from 1.
  var before: [Int: World] = [:]
  /// When the n-th call has taken effect.
  var after: [Int: World] = [:]
}

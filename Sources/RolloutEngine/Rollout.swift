/// The rollout of a model as a function: what is wanted, remembered and seen in; what to do and to remember out.
///
/// It does no I/O and knows no clock. The same input always gives the same decision, and a decision fed back as memory
/// with the world unchanged gives no further change: the caller may decide as often as it likes, and a crash between
/// deciding and acting is the same as deciding again.
///
/// With a Service as the router a share is a ratio of ready replicas:
///
/// - 0%: the selector of the apex Service pins the stable revision;
/// - between: it admits both, and ``ReplicaSplit`` says how many replicas each has;
/// - 100%: it pins the candidate.
///
/// With any other router a share is what it is asked for: the stable version keeps all replicas, and the candidate has as
/// many as its share needs.
///
/// Whatever the strategy, a rollout is a list of ``PlannedStep``s, each given first and judged then. Raising a share starts replicas first
/// and moves traffic once they are ready. Lowering it moves traffic first, and stops replicas once that has been seen to
/// have happened.
public enum Rollout {
  /// Decides what to do now.
  public static func decide(_ input: RolloutInput) -> RolloutDecision {
    var state = RolloutState(input)
    state.settle()
    return state.makeDecision()
  }
}

extension RolloutJudge {
  /// The judge of a candidate that has been promoted and is watched: it begins anew, at all of the traffic, with what is
  /// known of the version before and of the pods.
  ///
  /// The watch has error rates of its own, as a rollout has.
  public func watching() -> RolloutJudge {
    var judge = RolloutJudge(configuration: configuration, steps: [1])
    judge.ledger = ledger
    (judge.stableRevision, judge.candidateRevision) = (stableRevision, candidateRevision)
    if let errors { judge.errors?.inherit(errors) }
    if let latency { judge.latency?.inherit(latency) }
    if let accuracy { judge.accuracy?.inherit(accuracy) }
    for (index, known) in additional.enumerated() { judge.additional[index].inherit(known) }
    return judge
  }
}

/// The weights of a canary whose author names none.
///
/// The first is the smallest share that whole replicas can give, each next one has about three times as many replicas, and
/// the last is a third of the traffic: it gives nine tenths of the evidence that half of the traffic would, at two thirds
/// of the harm. Where shares do not depend on replicas, the first is 5%.
public enum AutomaticSteps {
  public static func weights(replicas: Int, router: RouterCapabilities) -> [BasisPoints] {
    switch router.weights {
    case .replicaRatio: return weights(replicas: replicas)
    case .grain:
      var weights: [BasisPoints] = []
      for percent in [5, 15, 33] {
        let weight = router.nearest(BasisPoints(percent: percent))
        if weights.last.map({ $0 < weight }) ?? true { weights.append(weight) }
      }
      return weights
    }
  }

  public static func weights(replicas: Int) -> [BasisPoints] {
    let replicas = max(1, replicas)
    let last = max(1, (replicas + 1) / 2)
    var counts: [Int] = []
    var count = 1
    while count < last {
      counts.append(count)
      count *= 3
    }
    counts.append(last)
    return counts.map { ReplicaSplit(stable: replicas, candidate: $0).candidateShare }
  }
}

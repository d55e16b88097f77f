import SlipwayAPI

extension RolloutState {
  /// The first gate that is closed at a point; of several, the one that opens last says the most, and one that does not say
  /// when comes before all others.
  func closedGate(at points: Set<RolloutGate.Point>, approved: Bool = false) -> RolloutGate? {
    input.gates.filter { gate in
      !gate.points.isDisjoint(with: points) && !(approved && gate.kind == .approvalRequired)
    }
    .max { left, right in
      guard let rightTime = right.openTime else { return left.openTime != nil }
      return left.openTime.map { $0 < rightTime } ?? false
    }
  }

  /// The gate that keeps the step from being passed.
  var passGate: RolloutGate? { passGate(approved: isApproved) }

  func passGate(approved: Bool) -> RolloutGate? {
    let isLast = (status.step?.index ?? 0) + 1 >= (status.step?.of ?? 0)
    return closedGate(at: isLast && !isShadowAlone ? [.step, .promotion] : [.step], approved: approved)
  }

  /// The gate that keeps the rollout from beginning.
  var startGate: RolloutGate? { closedGate(at: [.start]) }
}

/// What a method did in one cell, over many runs.
struct CellResult: Sendable {
  var rolledBack = 0.0
  var promoted = 0.0
  var open = 0.0
  var rollbackTimes: [Double] = []
  var promotionTimes: [Double] = []
  /// The candidate's failures beyond stable's rate: before a rollback, before any decision, and in two hours.
  var harmBeforeRollback = Double.nan
  var harmBeforeDecision = 0.0
  var harm = 0.0
  var runs = 0
  var cpuSeconds = 0.0

  init(_ runs: [RunResult]) {
    self.runs = runs.count
    let count = Double(max(runs.count, 1))
    let rollbacks = runs.filter { $0.end == .rollBack }
    let promotions = runs.filter { $0.end == .promote }
    rolledBack = Double(rollbacks.count) / count
    promoted = Double(promotions.count) / count
    open = max(1 - rolledBack - promoted, 0)
    rollbackTimes = rollbacks.map(\.time).sorted()
    promotionTimes = promotions.map(\.time).sorted()
    if !rollbacks.isEmpty { harmBeforeRollback = rollbacks.map(\.harm).reduce(0, +) / Double(rollbacks.count) }
    harmBeforeDecision = runs.map(\.harm).reduce(0, +) / count
    harm = runs.map(\.harmInTwoHours).reduce(0, +) / count
  }

  static func quantile(_ sorted: [Double], _ q: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = q * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  var medianRollback: Double { Self.quantile(rollbackTimes, 0.5) }
  var medianPromotion: Double { Self.quantile(promotionTimes, 0.5) }
}

/// How one run ended.
struct RunResult: Sendable {
  var end = Action.keep
  var time = Double.nan
  var harm = 0.0
  var harmInTwoHours = 0.0
}

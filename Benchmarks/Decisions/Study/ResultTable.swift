import Statistics

/// All results by cell and method.
struct ResultTable: Sendable {
  private(set) var results: [Scenario: [MethodKind: CellResult]] = [:]

  static let header =
    "scenario,base,effect,rps,od,method,p_rollback,p_promote,p_open,t_rb_med,t_rb_p95,exc_rb,exc_all,harm2h,t_pm_med,"
    + "t_pm_p95,reps,wald_requests,wald_excess,cpu_s"

  subscript(_ scenario: Scenario, _ kind: MethodKind) -> CellResult? {
    get { results[scenario]?[kind] }
    set { results[scenario, default: [:]][kind] = newValue }
  }

  /// The cells of a name, in no order, that a test selects.
  func cells(_ name: String, where test: (Scenario) -> Bool = { _ in true }) -> [Scenario] {
    results.keys.filter { $0.name == name && test($0) }
  }

  static func line(_ cell: Scenario, _ kind: MethodKind, _ result: CellResult) -> String {
    let wald = WaldBound(
      stable: cell.base, candidate: cell.candidateRate, alpha: 0.01, tolerance: .init(ratio: 1.1, floor: 0.001))
    let head = head(cell) + [kind.name]
    let numbers = [
      result.rolledBack, result.promoted, result.open, result.medianRollback,
      CellResult.quantile(result.rollbackTimes, 0.95), result.harmBeforeRollback, result.harmBeforeDecision,
      result.harm,
      result.medianPromotion, CellResult.quantile(result.promotionTimes, 0.95), Double(result.runs),
      wald?.requests ?? .nan, wald?.excess ?? .nan, (result.cpuSeconds * 100).rounded() / 100,
    ]
    return (head + numbers.map(number)).joined(separator: ",")
  }

  /// What names a cell.
  static func head(_ cell: Scenario) -> [String] {
    [cell.name, "\(cell.base)", "\(cell.effect)", number(cell.rps), cell.isOverdispersed ? "1" : "0"]
  }

  /// Six significant digits.
  static func number(_ x: Double) -> String {
    guard x.isFinite else { return "nan" }
    guard x != 0, abs(x) < 1e15 else { return x == 0 ? "0" : "\(x)" }
    var scale = 1.0
    while abs(x) * scale < 100_000 { scale *= 10 }
    let rounded = (x * scale).rounded() / scale
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

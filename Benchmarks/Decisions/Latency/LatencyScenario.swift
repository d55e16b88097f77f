/// One cell of the study of latency.
struct LatencyScenario: Sendable, Hashable {
  var effect: String
  var scale = 1.0
  var delayed = 0.0
  var rps: Double
  var isOverdispersed: Bool
  var pods = 20

  var law: LatencyLaw { LatencyLaw(scale: scale, delayed: delayed) }

  /// The share of the candidate's requests that break the objective beyond stable's.
  var slow: Double {
    max(law.slower(than: LatencyLaw.objective) - LatencyLaw().slower(than: LatencyLaw.objective), 0)
  }

  var isHealthy: Bool { effect == "1" }

  static let standard: [LatencyScenario] = [false, true].flatMap { noisy in
    [1.0, 20, 500].flatMap { rps in
      [("1", 1.0, 0.0), ("x1.1", 1.1, 0), ("x1.3", 1.3, 0), ("x2", 2, 0), ("tail2%+1s", 1, 0.02)].map {
        LatencyScenario(effect: $0.0, scale: $0.1, delayed: $0.2, rps: rps, isOverdispersed: noisy)
      }
    }
  }

  static let header =
    "scenario,base_p99,effect,rps,od,method,p_rollback,p_promote,p_open,t_rb_med,t_rb_p95,exc_all,harm2h,t_pm_med,t_pm_p95,"
    + "reps"

  func line(_ kind: MethodKind, _ result: CellResult) -> String {
    let head = [
      "latency", ResultTable.number((LatencyLaw.exactP99 * 10_000).rounded() / 10_000), effect, ResultTable.number(rps),
      isOverdispersed ? "1" : "0", kind.name,
    ]
    let numbers = [
      result.rolledBack, result.promoted, result.open, result.medianRollback,
      CellResult.quantile(result.rollbackTimes, 0.95), result.harmBeforeDecision, result.harm, result.medianPromotion,
      CellResult.quantile(result.promotionTimes, 0.95), Double(result.runs),
    ]
    return (head + numbers.map(ResultTable.number)).joined(separator: ",")
  }
}

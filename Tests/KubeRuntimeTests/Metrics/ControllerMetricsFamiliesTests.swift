import Testing

@testable import KubeRuntime

@Suite("A controller's metrics")
struct ControllerMetricsFamiliesTests {
  private func families() -> [MetricFamily] {
    var metrics = ControllerMetrics()
    metrics.reconciles = [.settled: 7, .again: 3, .failed: 2, .timedOut: 1]
    metrics.reconcileDuration.record(.milliseconds(7))
    metrics.queue.depths = [.initialList: 40]
    metrics.queue.inFlight = 2
    metrics.queue.unfinished = .seconds(3)
    metrics.queue.longestRunning = .seconds(2)
    var configuration = ControllerConfiguration(name: "website")
    configuration.workers = 8
    return metrics.families(of: configuration)
  }

  /// controller-runtime's names and labels, which the dashboards of others ask for.
  @Test(
    "have the names and labels that dashboards know",
    arguments: [
      ("controller_runtime_reconcile_total", ["controller", "result"]),
      ("controller_runtime_reconcile_errors_total", ["controller"]),
      ("controller_runtime_reconcile_timeouts_total", ["controller"]),
      ("controller_runtime_reconcile_time_seconds", ["controller"]),
      ("controller_runtime_max_concurrent_reconciles", ["controller"]),
      ("controller_runtime_active_workers", ["controller"]),
      ("workqueue_depth", ["name", "controller", "priority"]), ("workqueue_adds_total", ["name", "controller"]),
      ("workqueue_queue_duration_seconds", ["name", "controller"]),
      ("workqueue_work_duration_seconds", ["name", "controller"]),
      ("workqueue_unfinished_work_seconds", ["name", "controller"]),
      ("workqueue_longest_running_processor_seconds", ["name", "controller"]),
      ("workqueue_retries_total", ["name", "controller"]),
    ])
  func names(name: String, labels: [String]) throws {
    let family = try #require(families().first { $0.name == name })
    #expect(family.labels == labels)
    #expect(family.series.allSatisfy { $0.labels.count == labels.count })
    #expect(!family.series.isEmpty)
  }

  @Test("count what dashboards count: every end of a reconcile from the start, and each priority that waits")
  func values() {
    let series = Dictionary(families().map { ($0.name, $0.series) }) { first, _ in first }
    #expect(
      series["controller_runtime_reconcile_total"] == [
        .init(["website", "success"], .number(7)), .init(["website", "error"], .number(3)),
        .init(["website", "requeue_after"], .number(3)), .init(["website", "requeue"], .number(0)),
      ])
    #expect(
      series["workqueue_depth"] == [
        .init(["website", "website", "-100"], .number(40)), .init(["website", "website", "0"], .number(0)),
      ])
    #expect(series["controller_runtime_max_concurrent_reconciles"] == [.init(["website"], .number(8))])
    #expect(series["controller_runtime_active_workers"] == [.init(["website"], .number(2))])
    #expect(series["workqueue_unfinished_work_seconds"] == [.init(["website", "website"], .number(3))])
  }

  @Test("say who leads under client-go's name")
  func leadership() {
    func family(_ leads: Bool) -> [MetricFamily] { LeadershipStatus(isLeading: leads).families(lease: "ops") }
    #expect(family(true).map(\.name) == ["leader_election_master_status"])
    #expect(family(true).first?.series == [.init(["ops"], .number(1))])
    #expect(family(false).first?.series == [.init(["ops"], .number(0))])
  }
}

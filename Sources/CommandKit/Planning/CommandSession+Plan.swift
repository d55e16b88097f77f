import Analysis
import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI

extension CommandSession {
  /// Says what a rollout of the present spec takes.
  ///
  /// - Parameters:
  ///   - traffic: how much there is; measured at the pods when `nil`.
  ///   - window: for how long it is measured.
  public func plan(
    _ name: DeploymentName, traffic: TrafficFigures?, window: Duration = .seconds(10), as format: DataFormat? = nil
  ) async throws {
    let view = try await deployments.get(name.name)
    let figures: TrafficFigures
    if let traffic { figures = traffic } else { figures = try await measure(view, window) }
    var planner = RolloutPlanner(output)
    planner.format = format
    try planner.plan(view.content, traffic: figures)
  }

  /// Reads the pods twice, and takes what they have answered in between.
  private func measure(_ view: DeploymentView, _ window: Duration) async throws -> TrafficFigures {
    let reader = PodSampleReader(client: client, namespace: namespace, view: view)
    let began = time.now()
    let first = try await reader.read(at: 0)
    try await time.sleep(for: window)
    let second = try await reader.read(at: 0)
    let seconds = (time.now() - began) / .seconds(1)
    let before = Dictionary(first.map { ($0.pod, $0) }) { old, _ in old }
    var (requests, errors) = (0.0, 0.0)
    for sample in second {
      // A pod that has begun anew counts from zero.
      guard let old = before[sample.pod], old.requests <= sample.requests else { continue }
      requests += sample.requests - old.requests
      errors += max(0, sample.errors - old.errors)
    }
    guard requests > 0 else {
      throw CommandError(
        .notPossible, "\(second.count) pods have answered nothing within \(HumanDuration.text(window)); give --rps instead")
    }
    return TrafficFigures(
      requestsPerSecond: requests / seconds, errorRate: errors / requests,
      source: "measured at \(second.count) pods for \(HumanDuration.text(window))")
  }
}

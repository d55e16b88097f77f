import KubeCore
import SlipwayAPI
import Workloads

extension GatewayRouteRouter {
  /// The InferencePools of the revisions that a plan names, and of those that the route still names.
  func pools(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    guard let settings = settings.inferencePool else { return [] }
    let wanted = plan.revisions
    let named = self.plan(at: site)?.revisions ?? []
    return (wanted + named.filter { !wanted.contains($0) }).map { pool(of: $0, settings, at: site) }
  }

  func poolProblem(at site: RouteSite) -> RouterProblem? {
    guard settings.inferencePool != nil else { return nil }
    let pools = plan(at: site)?.revisions.compactMap { site.object(.inferencePool, site.backend($0)) } ?? []
    return pools.lazy.compactMap { RouteAcceptance.refusal(of: $0) }.first
  }

  private func pool(of revision: String, _ settings: InferencePoolSettings, at site: RouteSite) -> RouteObject {
    site.make(
      .inferencePool, site.backend(revision), labels: [SlipwayLabels.revision: revision],
      spec: [
        "selector": ["matchLabels": JSONValue(SlipwayLabels.of(site.name, revision: revision))],
        "targetPorts": [["number": .integer(Int64(site.deployment.spec.runtime.port))]],
        "endpointPickerRef": [
          "name": .string(settings.picker), "port": ["number": .integer(Int64(settings.pickerPort))],
          "failureMode": settings.failOpen ? "FailOpen" : "FailClose",
        ],
      ])
  }
}

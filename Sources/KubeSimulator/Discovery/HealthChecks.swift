import KubeClient
import KubeCore

/// What `/healthz`, `/livez` and `/readyz` answer: nothing here is ever ill, but some checks are there and others not.
enum HealthChecks {
  /// - Parameter segments: the path: the endpoint, and the check that is meant if it is not all of them.
  static func answer(_ segments: [String], _ request: KubeRequest) -> SimulatorAnswer {
    let endpoint = segments.first ?? ""
    let checks = checks(of: endpoint)
    if segments.count > 1 {
      return checks.contains(segments.dropFirst().joined(separator: "/")) ? .text("ok") : .pageNotFound
    }
    guard request.query.contains(where: { $0.name == "verbose" }) else { return .text("ok") }
    let excluded = Set(request.query.filter { $0.name == "exclude" }.map(\.value))
    var text = checks.map { "[+]\($0) \(excluded.contains($0) ? "excluded: ok" : "ok")\n" }.joined()
    let unknown = excluded.subtracting(checks).sorted().map { "\"\($0)\"" }
    if !unknown.isEmpty {
      text += "warn: some health checks cannot be excluded: no matches for \(unknown.joined(separator: ", "))\n"
    }
    return .text(text + "\(endpoint) check passed\n")
  }

  private static func checks(of endpoint: String) -> [String] {
    endpoint == "readyz"
      ? ["ping", "log", "informer-sync"] + hooks + ["shutdown"]
      : ["ping", "log", "loopback-serving-certificate", "etcd"] + hooks
  }

  /// What the server does when it starts, in its order; each is a check too.
  private static let hooks: [String] = {
    let names = """
      start-apiserver-admission-initializer generic-apiserver-start-informers priority-and-fairness-config-consumer
      priority-and-fairness-filter storage-object-count-tracker-hook start-apiextensions-informers
      start-apiextensions-controllers crd-informer-synced start-system-namespaces-controller
      peer-endpoint-reconciler-controller start-cluster-authentication-info-controller
      start-kube-apiserver-identity-lease-controller start-kube-apiserver-identity-lease-garbage-collector
      storage-readiness start-legacy-token-tracking-controller start-service-ip-repair-controllers
      rbac/bootstrap-roles scheduling/bootstrap-system-priority-classes priority-and-fairness-config-producer
      bootstrap-controller start-kubernetes-service-cidr-controller aggregator-reload-proxy-client-cert
      start-kube-aggregator-informers apiservice-status-local-available-controller
      apiservice-status-remote-available-controller apiservice-registration-controller
      apiservice-wait-for-first-sync apiservice-discovery-controller kube-apiserver-autoregistration
      autoregister-completion apiservice-openapi-controller apiservice-openapiv3-controller
      """
    return names.split { $0 == " " || $0 == "\n" }.map {
      $0 == "autoregister-completion" ? String($0) : "poststarthook/\($0)"
    }
  }()
}

import KubeCore
import KubeTypes

extension KubeTypes.Service {
  /// Whether a proxy stands before this Service: it has a selector and a port, and is not headless.
  var isProxied: Bool {
    !(spec?.selector ?? [:]).isEmpty && spec?.clusterIP != "None" && spec?.type != "ExternalName" && proxiedPort != nil
  }

  /// The port that is proxied: the one named `http`, otherwise the first that speaks TCP.
  var proxiedPort: ServicePort? {
    let ports = (spec?.ports ?? []).filter { $0.protocol == nil || $0.protocol == "TCP" }
    return ports.first { $0.name == "http" } ?? ports.first
  }

  func selects(_ labels: [String: String]) -> Bool {
    guard let selector = spec?.selector, !selector.isEmpty else { return false }
    return selector.allSatisfy { labels[$0.key] == $0.value }
  }
}

extension ServicePort {
  /// The port of a pod that this port leads to: `targetPort` by number, or by the name of a container's port; the
  /// Service's own number when there is no `targetPort`.
  ///
  /// - Returns: `nil` when the pod has no port of that name.
  func number(in containers: [Container]) -> Int? {
    switch targetPort {
    case nil: port
    case .integer(let number): number
    case .string(let name): containers.lazy.flatMap { $0.ports ?? [] }.first { $0.name == name }?.containerPort
    }
  }
}

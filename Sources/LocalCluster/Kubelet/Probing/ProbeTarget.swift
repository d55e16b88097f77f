import KubeCore
import KubeTypes

/// What a probe checks, with every name resolved.
enum ProbeTarget: Sendable, Hashable {
  case http(url: String, timeout: Duration)
  case tcp(host: String, port: Int)

  /// - Returns: `nil` when the probe names a port that the container does not have, or asks neither over HTTP nor TCP.
  init?(_ probe: Probe, of container: Container, address: String) {
    if let get = probe.httpGet {
      guard let port = container.number(of: get.port) else { return nil }
      let path = get.path ?? "/"
      let scheme = (get.scheme ?? "HTTP").lowercased()
      self = .http(
        url: "\(scheme)://\(address):\(port)\(path.hasPrefix("/") ? "" : "/")\(path)",
        timeout: .seconds(min(max(1, probe.timeoutSeconds ?? 1), 3600)))
    } else if let socket = probe.tcpSocket, let port = container.number(of: socket.port) {
      self = .tcp(host: address, port: port)
    } else {
      return nil
    }
  }
}

extension Container {
  /// The number of a port that is given by number or by name.
  func number(of port: IntOrString) -> Int? {
    switch port {
    case .integer(let number): number
    case .string(let name): ports?.first { $0.name == name }?.containerPort ?? Int(name)
    }
  }
}

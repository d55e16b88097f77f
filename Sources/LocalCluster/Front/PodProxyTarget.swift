import KubeClient
import KubeCore

/// What the path of a request to the API server's proxy names: `/api/v1/namespaces/NS/pods/NAME[:PORT]/proxy/...`.
struct PodProxyTarget: Sendable, Hashable {
  /// The path of the pod itself.
  let podPath: String
  /// The first port of the pod's containers, or 80, when `nil`.
  let port: Int?
  /// What is asked of the pod: path and query.
  let target: String

  /// - Returns: `nil` when the request is for something else, or for what is no port.
  init?(_ request: KubeRequest) {
    let segments = request.path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count >= 8, segments[1...3].elementsEqual(["api", "v1", "namespaces"]), segments[5] == "pods",
      segments[7] == "proxy", let name = PercentEncoding.decode(segments[6])
    else { return nil }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard let pod = parts.first, !pod.isEmpty, parts.count <= 2 else { return nil }
    if parts.count == 2 {
      guard let number = Int(parts[1]), (1...65_535).contains(number) else { return nil }
      port = number
    } else {
      port = nil
    }
    podPath = "/api/v1/namespaces/\(segments[4])/pods/\(PercentEncoding.pathSegment(String(pod)))"
    var rest = request
    rest.path = "/" + segments.dropFirst(8).joined(separator: "/")
    target = rest.target
  }
}

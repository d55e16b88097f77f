public import KubeClient

/// A transport that sends writes to one namespace only. Reads and watches always go through.
///
/// A reflector that is restricted to a namespace sees no other. This asks again at the write, so that no mistake in
/// between, such as an object that names another namespace, lets a program reach beyond what it was given.
public struct ScopedTransport: KubeTransport {
  private let base: any KubeTransport
  private let namespace: String

  public init(_ base: any KubeTransport, namespace: String) {
    self.base = base
    self.namespace = namespace
  }

  /// - Throws: `.fenced` for a write to anything else; it was not sent.
  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    guard request.method == .get || Self.namespace(of: request.path) == namespace[...] else {
      throw KubeError(.fenced, message: "not sent: \(request.path) is not in the namespace \(namespace)")
    }
    return try await base.send(request)
  }

  /// The namespace in a path of the API, `/api/v1/namespaces/NAME/...` or `/apis/GROUP/VERSION/namespaces/NAME/...`;
  /// `nil` for what lies in none, a namespace itself included.
  private static func namespace(of path: String) -> Substring? {
    let parts = path.split(separator: "/")
    let start = parts.first == "api" ? 2 : 3
    guard parts.count > start + 2, parts[start] == "namespaces" else { return nil }
    return parts[start + 1]
  }
}

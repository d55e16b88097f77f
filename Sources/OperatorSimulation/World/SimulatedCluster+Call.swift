package import KubeClient
package import KubeCore
package import KubeSimulator

extension SimulatedCluster {
  /// Sends a request as an administrator would.
  ///
  /// - Parameter target: path and query, which needs no encoding.
  @discardableResult
  package mutating func call(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
    at now: Timestamp
  ) -> (status: Int, body: JSONValue) {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
      let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
      return KubeRequest.Field(pair.first ?? "", pair.count > 1 ? pair[1] : "")
    }
    let answer = handle(
      KubeRequest(
        method: method, path: parts.first ?? "", query: query,
        headers: [.init("Content-Type", type), .init("User-Agent", "kubectl/1.36")],
        body: body.map { JSONWriter.write($0) }), at: now)
    guard case .bytes(let bytes) = answer.body else { return (answer.status, .null) }
    return (answer.status, (try? JSONParser.parse(bytes)) ?? .null)
  }
}

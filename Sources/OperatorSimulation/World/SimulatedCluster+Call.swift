package import KubeClient
package import KubeCore
package import KubeSimulator

/// What a cluster answers to a call.
package struct CallAnswer: Sendable {
  package var status: Int
  private var bytes: [UInt8] = []

  init(_ answer: SimulatorAnswer) {
    status = answer.status
    if case .bytes(let bytes) = answer.body { self.bytes = bytes }
  }

  /// The object, or `null`.
  package var body: JSONValue { (try? JSONParser.parse(bytes)) ?? .null }
}

extension SimulatedCluster {
  /// Sends a request as an administrator would.
  ///
  /// - Parameter target: path and query, which needs no encoding.
  @discardableResult
  package mutating func call(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
    at now: Timestamp
  ) -> CallAnswer {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
      let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
      return KubeRequest.Field(pair.first ?? "", pair.count > 1 ? pair[1] : "")
    }
    let request = KubeRequest(
      method: method, path: parts.first ?? "", query: query,
      headers: [.init("Content-Type", type), .init("User-Agent", "kubectl/1.36")],
      body: body.map { JSONWriter.write($0) })
    return CallAnswer(handle(request, at: now))
  }
}

import HTTPTypes
import KubeClient
import KubeCore

extension KubeRequest {
  /// The request that an HTTP head stands for, without the body.
  ///
  /// - Returns: `nil` for a method that the Kubernetes API does not use, or a target that cannot be decoded.
  init?(head: HTTPRequest) {
    let method = Method(rawValue: head.method.rawValue) ?? .options
    guard let target = head.path, target.first == "/" else {
      return nil
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, let query = Self.fields(ofQuery: parts.count > 1 ? parts[1] : "") else { return nil }
    // Credentials are the authenticator's business, framing that of each connection.
    let dropped: Set<HTTPField.Name> = [.authorization, .contentLength, .connection, .transferEncoding]
    // Only a front may say on whose behalf it speaks (`X-Remote-User`, ...), never its clients.
    let headers = head.headerFields.filter {
      !dropped.contains($0.name) && !$0.name.canonicalName.hasPrefix("x-remote-")
    }
    self.init(
      method: method, path: String(path), query: query,
      headers: headers.map { Field($0.name.canonicalName, $0.value) }, timeout: nil)
  }

  /// Whether the answer goes on until one side ends it.
  var isStream: Bool {
    method == .get && query.contains { ["watch", "follow"].contains($0.name) && ["true", "1"].contains($0.value) }
  }

  private static func fields(ofQuery query: Substring) -> [Field]? {
    var fields: [Field] = []
    for part in query.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap({ PercentEncoding.decode($0, plusIsSpace: true) }),
        let value = PercentEncoding.decode(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
      else { return nil }
      fields.append(Field(name, value))
    }
    return fields
  }
}

extension HTTPFields {
  /// The headers of an answer, without those that belong to one connection.
  init(_ fields: [KubeRequest.Field]) {
    self.init()
    for field in fields {
      guard let name = HTTPField.Name(field.name), ![.connection, .transferEncoding].contains(name) else { continue }
      append(HTTPField(name: name, value: field.value))
    }
  }
}

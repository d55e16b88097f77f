import HTTPTypes

extension HTTPFields {
  /// The fields without those that are for the next hop only (RFC 9110 section 7.6.1): a fixed set, and what
  /// `Connection` names.
  var withoutHopByHop: HTTPFields {
    let fixed = [
      "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer",
      "transfer-encoding", "upgrade",
    ]
    let named = self[values: .connection].flatMap { value in
      value.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    }
    let dropped = Set(fixed + named)
    return filter { !dropped.contains($0.name.canonicalName.lowercased()) }
  }
}

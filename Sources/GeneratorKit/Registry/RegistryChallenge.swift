/// What a registry asks for before it answers: where to get a token, and for what (RFC 6750, and the token specification of
/// `distribution/distribution`).
struct RegistryChallenge: Equatable {
  let realm: String
  let service: String?
  let scope: String?

  /// Reads a `WWW-Authenticate` field.
  ///
  /// - Returns: `nil` for anything but `Bearer` with an `https` address: a token is asked for nowhere else.
  init?(_ field: String) {
    guard field.lowercased().hasPrefix("bearer ") else { return nil }
    var parameters: [String: String] = [:]
    var rest = field.dropFirst(7)
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].filter { $0 != " " && $0 != "," }.lowercased()
      rest = rest[rest.index(after: equals)...]
      let isQuoted = rest.first == "\""
      if isQuoted { rest = rest.dropFirst() }
      let value = rest.prefix { isQuoted ? $0 != "\"" : $0 != "," }
      parameters[name] = String(value)
      rest = rest.dropFirst(value.count + (isQuoted ? 1 : 0))
    }
    guard let realm = parameters["realm"], realm.hasPrefix("https://") else { return nil }
    (self.realm, service, scope) = (realm, parameters["service"], parameters["scope"])
  }

  /// The address that gives the token.
  var address: String {
    let query = [("service", service), ("scope", scope)].compactMap { name, value in
      value.map { "\(name)=\(Self.encoded($0))" }
    }
    return realm + (query.isEmpty ? "" : (realm.contains("?") ? "&" : "?") + query.joined(separator: "&"))
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "/"), UInt8(ascii: ":"):
        String(Unicode.Scalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}

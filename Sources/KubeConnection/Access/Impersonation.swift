public import KubeClient

/// Whom the caller acts as; the server asks whether the caller may (the verb `impersonate`).
public struct Impersonation: Sendable, Hashable {
  /// The user's name.
  public var user: String
  /// The user's unique identifier.
  public var uid: String?
  /// The user's groups, which replace those of the caller.
  public var groups: [String]
  /// Further attributes; the server sees their keys in lower case.
  public var extra: [String: [String]]

  /// Creates an impersonation.
  public init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
    self.user = user
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// The header fields that ask for it, in a fixed order.
  public var headers: [KubeRequest.Field] {
    var fields = [KubeRequest.Field("Impersonate-User", user)]
    if let uid { fields.append(KubeRequest.Field("Impersonate-Uid", uid)) }
    fields += groups.map { KubeRequest.Field("Impersonate-Group", $0) }
    for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
      fields += values.map { KubeRequest.Field("Impersonate-Extra-" + Self.escape(key), $0) }
    }
    return fields
  }

  /// Percent-encodes what cannot stand in the name of a header field (RFC 9110 section 5.6.2), and the percent sign,
  /// so that the server can decode the name again.
  static func escape(_ key: String) -> String {
    var name = ""
    for byte in key.utf8 {
      if isLiteral(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        name += (digits.utf8.count == 1 ? "%0" : "%") + digits
      }
    }
    return name
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// The address of a proxy. Its description leaves out the user name and the password that it may carry.
public struct ProxyURL: Sendable, Hashable {
  /// The schemes that a proxy may have.
  public static let schemes = ["http", "https", "socks5", "socks5h"]

  private let text: Secret<String>
  private let redacted: String

  /// Reads an address; `nil` unless it has one of ``schemes`` and a host.
  public init?(_ url: String) {
    guard let separator = url.firstRange(of: "://"), Self.schemes.contains(url[..<separator.lowerBound].lowercased())
    else { return nil }
    let authority = url[separator.upperBound...].prefix { !"/?#".contains($0) }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    guard !host.isEmpty, !host.hasPrefix(":"), !url.contains(where: \.isWhitespace) else { return nil }
    text = Secret(url)
    redacted = "\(url[..<separator.lowerBound])://\(host)"
  }

  /// The whole address.
  public var url: String { text.value }
}

extension ProxyURL: CustomStringConvertible {
  /// Scheme, host and port.
  public var description: String { redacted }
}

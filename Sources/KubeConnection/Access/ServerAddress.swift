/// The form that a server's address must have.
enum ServerAddress {
  /// The address without a query, a fragment and a slash at the end.
  ///
  /// - Throws: `.invalidKubeconfig` for anything but an http or https address without a user.
  static func normalise(_ text: String) throws(ConnectionError) -> String {
    let address = text.prefix { $0 != "?" && $0 != "#" }
    let lowered = address.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else {
      throw ConnectionError(.invalidKubeconfig, "must be an http or https address, not \"\(redact(text))\"")
    }
    let authority = address.dropFirst(scheme.count).prefix { $0 != "/" }
    guard !authority.isEmpty, !authority.hasPrefix(":"), !address.contains(where: \.isWhitespace) else {
      throw ConnectionError(.invalidKubeconfig, "must have a host")
    }
    guard !authority.contains("@") else {
      throw ConnectionError(.invalidKubeconfig, "must not carry a user name or a password")
    }
    var trimmed = address
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    return String(trimmed)
  }

  /// What stands before an `@` may be a password.
  private static func redact(_ text: String) -> Substring {
    text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text[...]
  }
}

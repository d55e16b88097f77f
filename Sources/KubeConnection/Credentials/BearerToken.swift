/// The form of bearer tokens (RFC 6750).
enum BearerToken {
  /// Whether a text can stand in a header field as a token: visible ASCII characters alone.
  static func isValid(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

  /// The value of the `Authorization` field. White space around the token, such as a file's last line break, goes.
  static func header(_ token: Secret<String>) -> Secret<String> {
    let words = token.value.split(whereSeparator: \.isWhitespace)
    return Secret("Bearer " + words.joined(separator: " "))
  }
}

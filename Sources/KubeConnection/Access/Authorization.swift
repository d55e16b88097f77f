/// What the `Authorization` field of a call says.
public enum Authorization: Sendable, Hashable {
  /// Nothing: the client certificate speaks alone, or the caller is anonymous.
  case none
  /// A bearer token that stays as it is.
  case token(Secret<String>)
  /// A bearer token in a file that is read anew every minute; until the file could be read once, `fallback` is sent.
  case tokenFile(String, fallback: Secret<String>? = nil)
  /// A user name and a password.
  case basic(user: String, password: Secret<String>)
  /// What a program prints: a token, a client certificate, or both.
  case exec(ExecPlugin)

  /// A bearer token that stays as it is.
  public static func token(_ token: String) -> Authorization { .token(Secret(token)) }
}

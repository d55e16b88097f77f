/// One word of an expression.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case identifier(String)
    /// An identifier in back quotes, which the environment does not enable.
    case escapedIdentifier
    case integer(String)
    case unsigned(String)
    case double(String)
    /// A string literal with its prefix and quotes.
    case string(String)
    /// A bytes literal without its `b`.
    case bytes(String)
    /// An operator, a bracket, or one of `true`, `false`, `null` and `in`.
    case symbol(String)
    case end
  }

  var kind: Kind
  /// The text as it stands in the source, as messages quote it.
  var text: String
  /// Distance in code points from the start of the expression.
  var position: Int
}

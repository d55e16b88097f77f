/// Why a metrics server gave no answer. It is a fault of the source, never of a candidate.
public struct ProviderFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether asking again may help.
  public enum Kind: Sendable, Hashable {
    /// The server is away, busy or slow: ask again later.
    case transient
    /// It refuses the question or the credentials: asking again as before is useless.
    case refused
    /// It answered what nobody can read.
    case unreadable
    /// It knows no such series.
    case noData
  }

  /// The kind.
  public var kind: Kind
  /// What happened, in one line; never a credential.
  public var reason: String

  /// Makes a failure.
  public init(_ kind: Kind, _ reason: String) { (self.kind, self.reason) = (kind, reason) }

  public var description: String { reason }

  /// The failure that a status stands for, nil for success.
  static func status(_ status: Int, _ body: [UInt8]) -> ProviderFailure? {
    switch status {
    case 200..<300: nil
    case 300..<400: ProviderFailure(.refused, "HTTP status \(status): redirects are not followed")
    case 408, 425, 429, 500...: ProviderFailure(.transient, "HTTP status \(status)\(excerpt(body))")
    default: ProviderFailure(.refused, "HTTP status \(status)\(excerpt(body))")
    }
  }

  private static func excerpt(_ body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(200), as: UTF8.self).filter { !$0.isNewline }
    return text.isEmpty ? "" : ": \(text)"
  }
}

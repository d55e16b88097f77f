public import KubeCore

/// The name of a revision: a short hash of what the user asked to run.
///
/// It covers the user's own JSON of `spec.model` and `spec.runtime`, members sorted, unknown members and all. Decoded
/// structs are never hashed: a new release of Slipway may know more fields, and must not restart every model for it. For
/// the same reason the definition's schema sets no defaults in these two parts.
public enum RevisionName {
  /// Changes when the rule below does, and with it every name.
  public static let version = 1
  /// Letters that labels and DNS names may carry; 32 of them, so that each stands for five bits (RFC 4648, lower case).
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  /// Ten letters are 50 bits: among 1,000 revisions of one model the odds of a clash are below one in two billion.
  public static let length = 10

  /// The name of the revision that an object's `spec` asks for.
  public static func make(spec: JSONValue) -> String {
    let parts = RevisionContent(spec: spec)
    let content: JSONValue = ["version": .integer(Int64(version)), "model": parts.model, "runtime": parts.runtime]
    let digest = SHA256.digest(of: JSONWriter.write(content, style: .canonical))
    let bits = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let letters = (0..<length).map { alphabet[Int(bits >> UInt64(59 - 5 * $0) & 31)] }
    return String(decoding: letters, as: UTF8.self)
  }
}

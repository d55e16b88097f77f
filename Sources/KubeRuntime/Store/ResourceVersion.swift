/// The order of resource versions.
///
/// Versions of one resource type are decimal integers without leading zeros, of up to 128 bits, and can be compared
/// (KEP-5504). Servers that do otherwise are asked for equality only.
public enum ResourceVersion {
  /// Whether a state at `version` includes what `other` stands for: it is the same or a later one. Versions that cannot
  /// be compared do so only when they are equal.
  public static func isAtLeast(_ version: String, _ other: String) -> Bool {
    if version == other { return true }
    guard isNumber(version), isNumber(other) else { return false }
    // Without leading zeros the longer number is the greater one; of equal length, digits compare like numbers.
    if version.utf8.count != other.utf8.count { return version.utf8.count > other.utf8.count }
    return version > other
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "0"), text.utf8.count <= 39 else { return false }
    return text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

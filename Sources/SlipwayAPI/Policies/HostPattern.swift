/// A host name, or with `*.` in front all names below a domain.
public enum HostPattern {
  static func isValid(_ pattern: String) -> Bool {
    let name = pattern.hasPrefix("*.") ? pattern.dropFirst(2) : pattern[...]
    return !name.isEmpty && name.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
    }
  }

  /// Whether a host is meant; letters count alike in upper and lower case, and a final dot does not count.
  public static func matches(_ pattern: String, host: String) -> Bool {
    let host = host.lowercased()
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    guard pattern.hasPrefix("*.") else { return name == pattern }
    return name.hasSuffix(pattern.dropFirst(1)) && name.utf8.count > pattern.utf8.count - 1
  }
}

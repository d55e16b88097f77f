/// The order of API versions: stable before beta before alpha, newer before older, others last by name.
enum VersionOrder {
  static func isBefore(_ left: String, _ right: String) -> Bool {
    let (first, second) = (rank(left), rank(right))
    if let first, let second { return first > second }
    if first != nil || second != nil { return first != nil }
    return left < right
  }

  /// Stability, major and minor number of a version like `v1beta2`.
  private static func rank(_ text: String) -> (Int, Int, Int)? {
    guard text.first == "v" else { return nil }
    let rest = text.dropFirst()
    let major = rest.prefix(while: \.isNumber)
    let tail = rest.dropFirst(major.count)
    guard let number = Int(major) else { return nil }
    if tail.isEmpty { return (2, number, 0) }
    for (word, stability) in [("beta", 1), ("alpha", 0)] where tail.hasPrefix(word) {
      guard let minor = Int(tail.dropFirst(word.count)) else { return nil }
      return (stability, number, minor)
    }
    return nil
  }
}

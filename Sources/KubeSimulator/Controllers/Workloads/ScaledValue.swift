import KubeCore

/// A number, or a percentage of another one.
enum ScaledValue {
  /// - Returns: `nil` for what is neither.
  static func resolve(_ value: JSONValue?, of total: Int, roundsUp: Bool) -> Int? {
    if let number = value?.integer { return max(0, Int(clamping: number)) }
    guard let text = value?.string, text.last == "%", let percent = Int(text.dropLast()),
      (0...1_000_000).contains(percent)
    else { return nil }
    let (product, overflows) = max(0, total).multipliedReportingOverflow(by: percent)
    guard !overflows else { return total }
    return roundsUp ? (product + (product % 100 == 0 ? 0 : 100)) / 100 : product / 100
  }
}

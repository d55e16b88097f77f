/// Durations as Go writes them, in nanoseconds.
public enum GoDuration {
  /// `3.5s`: seconds with the fewest digits.
  static func seconds(_ nanoseconds: Int64) -> String {
    let whole = nanoseconds / 1_000_000_000
    let rest = nanoseconds % 1_000_000_000
    return GoNumber.plain(Double(whole) + Double(rest) / 1e9) + "s"
  }

  /// Parses `1h2m3.5s`: numbers with the units ns, us, ms, s, m and h.
  public static func parse(_ text: String) -> Int64? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    if rest == "0" { return 0 }
    guard !rest.isEmpty else { return nil }
    var total: UInt64 = 0
    while !rest.isEmpty {
      guard let part = component(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow, sum <= 1 << 63 else { return nil }
      total = sum
    }
    if isNegative { return total == 1 << 63 ? .min : -Int64(total) }
    return Int64(exactly: total)
  }

  /// Whether a text has the `duration` format of schemas.
  public static func isDuration(_ text: String) -> Bool { parseLoosely(text) != nil }

  /// Like `parse`, and with the units that only the `duration` format of schemas knows, such as `day`.
  static func parseLoosely(_ text: String) -> Int64? {
    if let exact = parse(text) { return exact }
    let parts = text.split { $0 == " " }.joined()
    let number = parts.prefix { $0.isNumber || $0 == "-" }
    let unit = parts.dropFirst(number.count)
    guard let count = Int64(number), let size = longUnits[String(unit).lowercased()] else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    return overflow ? nil : product
  }

  private static let units: [String: UInt64] = [
    "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
    "h": 3_600_000_000_000,
  ]

  private static let longUnits: [String: Int64] = {
    let groups: [([String], Int64)] = [
      (["ns", "nano", "nanosecond", "nanoseconds"], 1),
      (["us", "micro", "microsecond", "microseconds"], 1000), (["ms", "milli", "millisecond", "milliseconds"], 1_000_000),
      (["s", "sec", "second", "seconds"], 1_000_000_000), (["m", "min", "minute", "minutes"], 60_000_000_000),
      (["h", "hr", "hour", "hours"], 3_600_000_000_000), (["d", "day", "days"], 86_400_000_000_000),
      (["w", "wk", "week", "weeks"], 604_800_000_000_000),
    ]
    var units: [String: Int64] = [:]
    for (names, size) in groups { for name in names { units[name] = size } }
    return units
  }()

  private static func component(_ rest: inout Substring) -> UInt64? {
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      rest = rest.dropFirst()
      fraction = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let unit = rest.prefix { $0 != "." && !($0.isASCII && $0.isNumber) }
    rest = rest.dropFirst(unit.count)
    guard let size = units[String(unit)], let count = whole.isEmpty ? 0 : UInt64(whole) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, product <= 1 << 63 else { return nil }
    guard !fraction.isEmpty else { return product }
    let digits = fraction.prefix(18)
    var scale = 1.0
    for _ in digits { scale *= 10 }
    let extra = Double(UInt64(digits) ?? 0) * (Double(size) / scale)
    let (sum, tooLarge) = product.addingReportingOverflow(UInt64(extra))
    return tooLarge ? nil : sum
  }
}

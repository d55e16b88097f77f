/// A length of time, written as text such as `90s`, `1h30m` or `250ms`: units in falling order, each at most once.
public struct TimeSpan: Sendable, Hashable, Comparable {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
  ]

  /// Not negative.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = max(0, milliseconds) }

  public static func milliseconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count) }
  public static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count &* 1_000) }
  public static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count &* 60_000) }
  public static func hours(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count &* 3_600_000) }

  /// Parses text; every number has at most six digits.
  public init?(_ text: String) {
    var rest = text.utf8[...]
    var total: Int64 = 0
    var allowed = Self.units[...]
    repeat {
      let digits = rest.prefix { (48...57).contains($0) }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { !(48...57).contains($0) }
      rest = rest.dropFirst(letters.count)
      guard (1...6).contains(digits.count),
        let position = allowed.firstIndex(where: { $0.name.utf8.elementsEqual(letters) })
      else { return nil }
      total += digits.reduce(0) { $0 * 10 + Int64($1 - 48) } * allowed[position].milliseconds
      allowed = allowed[(position + 1)...]
    } while !rest.isEmpty
    milliseconds = total
  }

  /// The shortest text in falling units; `0s` for no time at all.
  public var text: String {
    var rest = milliseconds
    var text = ""
    for unit in Self.units {
      let count = rest / unit.milliseconds
      rest %= unit.milliseconds
      if count > 0 { text += "\(count)\(unit.name)" }
    }
    return text.isEmpty ? "0s" : text
  }

  public var duration: Duration { .milliseconds(milliseconds) }

  public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
}

extension TimeSpan: CustomStringConvertible {
  public var description: String { text }
}

/// A point in time with the offset from UTC it was written with.
public struct TimestampValue: Sendable, Hashable {
  /// Since 1970-01-01T00:00:00Z.
  var seconds: Int64
  /// 0 to 999,999,999.
  var nanoseconds: Int64
  /// Seconds east of UTC, as the text had it; how the time is printed.
  var offset: Int64 = 0

  /// The range of the language: the years 1 to 9999.
  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  var isYearOne: Bool { seconds == Self.range.lowerBound && nanoseconds == 0 }

  init(seconds: Int64, nanoseconds: Int64 = 0, offset: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
    self.offset = offset
  }

  func isSameInstant(as other: TimestampValue) -> Bool { compare(other) == 0 }

  func compare(_ other: TimestampValue) -> Int {
    if seconds != other.seconds { return seconds < other.seconds ? -1 : 1 }
    return nanoseconds == other.nanoseconds ? 0 : nanoseconds < other.nanoseconds ? -1 : 1
  }

  func adding(nanoseconds more: Int64) throws(EvaluationError) -> TimestampValue {
    let sum = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) + Int128(more)
    var whole = sum / 1_000_000_000
    if sum % 1_000_000_000 < 0 { whole -= 1 }
    guard let seconds = Int64(exactly: whole), Self.range.contains(seconds) else { throw .timestampOverflow }
    return TimestampValue(seconds: seconds, nanoseconds: Int64(sum - whole * 1_000_000_000), offset: offset)
  }

  /// The nanoseconds from another time to this one.
  func since(_ other: TimestampValue) throws(EvaluationError) -> Int64 {
    let difference =
      (Int128(seconds) - Int128(other.seconds)) * 1_000_000_000 + Int128(nanoseconds - other.nanoseconds)
    guard let exact = Int64(exactly: difference) else { throw .durationOverflow }
    return exact
  }
}

// MARK: - Text

extension TimestampValue {
  /// RFC 3339 with as many digits of fraction as it takes.
  var text: String {
    let fields = CivilTime(seconds: seconds + offset)
    var fraction = ""
    if nanoseconds > 0 {
      let digits = String(nanoseconds)
      fraction = "." + String(repeating: "0", count: 9 - digits.count) + digits
      while fraction.hasSuffix("0") { fraction.removeLast() }
    }
    let zone: String
    if offset == 0 {
      zone = "Z"
    } else {
      let minutes = abs(offset) / 60
      zone = (offset < 0 ? "-" : "+") + pad(minutes / 60) + ":" + pad(minutes % 60)
    }
    return "\(pad(fields.year, 4))-\(pad(fields.month))-\(pad(fields.day))T"
      + "\(pad(fields.hour)):\(pad(fields.minute)):\(pad(fields.second))\(fraction)\(zone)"
  }

  /// Parses RFC 3339 strictly, as `timestamp()` does.
  init?(_ text: String) { self.init(text, separators: ["T"]) }

  /// Parses the `date-time` format of schemas, which allows lower case letters.
  init?(loose text: String) { self.init(text.uppercased(), separators: ["T"]) }

  /// Parses `2006-01-02`.
  init?(date text: String) { self.init(text + "T00:00:00Z", separators: ["T"]) }

  private init?(_ text: String, separators: Set<Character>) {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int64? {
      guard start + count <= bytes.count, bytes[start..<start + count].allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      return bytes[start..<start + count].reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
    func has(_ scalar: Unicode.Scalar, at position: Int) -> Bool {
      position < bytes.count && bytes[position] == UInt8(ascii: scalar)
    }
    guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7), let day = number(8, 2),
      bytes.count > 10, separators.contains(Character(Unicode.Scalar(bytes[10]))), let hour = number(11, 2),
      has(":", at: 13), let minute = number(14, 2), has(":", at: 16), let second = number(17, 2), hour < 24,
      minute < 60, second < 60, (1...12).contains(month), day >= 1, day <= CivilTime.days(in: month, of: year)
    else { return nil }
    var position = 19
    var fraction: Int64 = 0
    if has(".", at: position) || has(",", at: position) {
      let start = position + 1
      position = start
      while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
      guard position > start else { return nil }
      let digits = bytes[start..<min(position, start + 9)]
      fraction = digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
      for _ in digits.count..<9 { fraction *= 10 }
    }
    var offset: Int64 = 0
    if has("Z", at: position) {
      position += 1
    } else {
      guard has("+", at: position) || has("-", at: position), let hours = number(position + 1, 2),
        has(":", at: position + 3), let minutes = number(position + 4, 2), hours <= 24, minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (has("-", at: position) ? -1 : 1)
      position += 6
    }
    guard position == bytes.count else { return nil }
    let days = CivilTime.days(fromCivil: year, month, day)
    self.init(
      seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: fraction, offset: offset)
  }

  private func pad(_ number: Int64, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

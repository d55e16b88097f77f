/// A point in wall-clock time, as API fields carry it (RFC 3339, UTC).
///
/// Waits are never measured with it: the wall clock can jump.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  /// 0 to 999,999,999.
  public var nanoseconds: Int32

  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The same time without its fraction: API fields of type `Time` keep whole seconds.
  public var wholeSeconds: Timestamp { Timestamp(seconds: seconds) }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  public static func + (time: Timestamp, duration: Duration) -> Timestamp {
    let (whole, attoseconds) = duration.components
    let nanoseconds = Int64(time.nanoseconds) + attoseconds / 1_000_000_000
    let carry = (nanoseconds < 0 ? -1 : 0) + (nanoseconds >= 1_000_000_000 ? 1 : 0)
    return Timestamp(
      seconds: time.seconds &+ whole &+ Int64(carry), nanoseconds: Int32(nanoseconds - Int64(carry) * 1_000_000_000))
  }

  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .seconds(later.seconds &- earlier.seconds) + .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
  }
}

extension Timestamp {
  /// RFC 3339 text in UTC: without a fraction when there is none, otherwise with microseconds, as `MicroTime` has them.
  public var text: String {
    let (days, second) = seconds.quotientAndRemainderFloored(by: 86_400)
    let (year, month, day) = Self.civil(fromDays: days)
    let clock = "\(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60))"
    let fraction = nanoseconds == 0 ? "" : "." + pad(Int64(nanoseconds / 1000), 6)
    return "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(clock)\(fraction)Z"
  }

  /// Parses RFC 3339 text with any offset from UTC.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (48...57).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
    guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, [84, 116, 32].contains(bytes[10]), bytes[13] == 58,
      bytes[16] == 58, let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var position = 19
    var nanoseconds: Int32 = 0
    if bytes[position] == 46 {
      position += 1
      var scale: Int32 = 100_000_000
      let start = position
      while position < bytes.count, (48...57).contains(bytes[position]) {
        nanoseconds += Int32(bytes[position] - 48) * scale
        scale /= 10
        position += 1
      }
      guard position > start else { return nil }
    }
    guard position < bytes.count else { return nil }
    var offset: Int64 = 0
    switch bytes[position] {
    case 90, 122: guard position == bytes.count - 1 else { return nil }
    case 43, 45:
      guard position + 6 == bytes.count, bytes[position + 3] == 58, let hours = number(position + 1..<position + 3),
        let minutes = number(position + 4..<position + 6)
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (bytes[position] == 45 ? -1 : 1)
    default: return nil
    }
    let days = Self.days(fromCivil: (year, month, day))
    self.init(seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
  }

  /// Proleptic Gregorian calendar in eras of 400 years that start on 1 March.
  package static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainderFloored(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func days(fromCivil date: (year: Int64, month: Int64, day: Int64)) -> Int64 {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let (era, yearOfEra) = year.quotientAndRemainderFloored(by: 400)
    let dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private func pad(_ number: Int64, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Timestamp: CustomStringConvertible {
  public var description: String { text }
}

extension Timestamp: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not an RFC 3339 time")
    }
    self = time
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Int64 {
  fileprivate func quotientAndRemainderFloored(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

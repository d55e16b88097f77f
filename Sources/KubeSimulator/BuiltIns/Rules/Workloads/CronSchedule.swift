/// The times at which a cron job is due.
///
/// Rules and words are those of `github.com/robfig/cron/v3`.
struct CronSchedule: Sendable, Hashable {
  /// One of the five fields: minute, hour, day of the month, month, day of the week.
  struct Field: Sendable, Hashable {
    var values: Set<Int> = []
    /// Whether it leaves open what it counts, as `*` does.
    var isOpen = false
  }

  enum Form: Sendable, Hashable {
    case fields([Field])
    /// A number of seconds after the last time.
    case every(Int64)
  }

  let form: Form

  struct Problem: Error {
    var text: String
  }

  private struct Bounds {
    var smallest: Int
    var largest: Int
    var names: [String: Int] = [:]
  }

  private static let months = names("jan feb mar apr may jun jul aug sep oct nov dec", from: 1)
  private static let days = names("sun mon tue wed thu fri sat", from: 0)
  private static let bounds = [
    Bounds(smallest: 0, largest: 59), Bounds(smallest: 0, largest: 23), Bounds(smallest: 1, largest: 31),
    Bounds(smallest: 1, largest: 12, names: months), Bounds(smallest: 0, largest: 6, names: days),
  ]
  private static let macros = [
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
  ]

  init(_ text: String) throws(Problem) {
    if text.hasPrefix("@every ") {
      form = .every(try Self.delay(text))
      return
    }
    if text.hasPrefix("@"), Self.macros[text] == nil { throw Problem(text: "unrecognized descriptor: \(text)") }
    let fields = (Self.macros[text] ?? text).split(separator: " ").map(String.init)
    guard fields.count == Self.bounds.count else {
      throw Problem(text: "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]")
    }
    var read: [Field] = []
    for (field, bounds) in zip(fields, Self.bounds) { read.append(try Self.field(field, bounds)) }
    form = .fields(read)
  }

  /// What is wrong with a schedule; `nil` when nothing is.
  static func problem(in text: String) -> String? {
    do { _ = try CronSchedule(text) } catch { return error.text }
    return nil
  }

  /// Whole seconds, at least one.
  private static func delay(_ text: String) throws(Problem) -> Int64 {
    let duration = String(text.dropFirst("@every ".count))
    guard duration.wholeMatch(of: /[+-]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+/) != nil else {
      throw Problem(
        text: "failed to parse duration \(text): time: invalid duration \(GoQuoted.text(duration))")
    }
    let units = ["s": 1.0, "m": 60, "h": 3600, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9]
    let seconds = duration.matches(of: /(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/).reduce(0.0) { sum, part in
      sum + (Double(part.output.1) ?? 0) * (units[String(part.output.2)] ?? 0)
    }
    return duration.hasPrefix("-") ? 1 : max(1, Int64(exactly: seconds.rounded(.down)) ?? 1)
  }

  private static func field(_ text: String, _ bounds: Bounds) throws(Problem) -> Field {
    var field = Field()
    for part in text.split(separator: ",") { try add(String(part), bounds, to: &field) }
    return field
  }

  /// `*`, `a`, `a-b`, each with an optional `/step`.
  private static func add(_ text: String, _ bounds: Bounds, to field: inout Field) throws(Problem) {
    let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard steps.count <= 2 else { throw Problem(text: "too many slashes: \(text)") }
    let ends = steps[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard ends.count <= 2 else { throw Problem(text: "too many hyphens: \(text)") }
    var (start, end) = (bounds.smallest, bounds.largest)
    let isOpen = ends[0] == "*" || ends[0] == "?"
    if !isOpen {
      start = try number(ends[0], bounds)
      end = ends.count == 2 ? try number(ends[1], bounds) : steps.count == 2 ? bounds.largest : start
    }
    let step = steps.count == 2 ? try number(steps[1], Bounds(smallest: 0, largest: 0)) : 1
    if step == 0 { throw Problem(text: "step of range should be a positive number: \(text)") }
    if start < bounds.smallest {
      throw Problem(text: "beginning of range (\(start)) below minimum (\(bounds.smallest)): \(text)")
    }
    if end > bounds.largest {
      throw Problem(text: "end of range (\(end)) above maximum (\(bounds.largest)): \(text)")
    }
    if start > end { throw Problem(text: "beginning of range (\(start)) beyond end of range (\(end)): \(text)") }
    field.values.formUnion(stride(from: start, through: end, by: step))
    if isOpen, step == 1 { field.isOpen = true }
  }

  private static func number(_ text: String, _ bounds: Bounds) throws(Problem) -> Int {
    if let value = bounds.names[text.lowercased()] { return value }
    guard let value = Int(text) else {
      let quoted = GoQuoted.text(text)
      throw Problem(text: "failed to parse int from \(text): strconv.Atoi: parsing \(quoted): invalid syntax")
    }
    guard value >= 0 else { throw Problem(text: "negative number (\(value)) not allowed: \(text)") }
    return value
  }

  private static func names(_ text: String, from first: Int) -> [String: Int] {
    let list = text.split(separator: " ").enumerated().map { (String($0.element), $0.offset + first) }
    return Dictionary(uniqueKeysWithValues: list)
  }
}

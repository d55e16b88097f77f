/// The times of a cron job, as far as they can be wrong.
///
/// The words are those of `github.com/robfig/cron/v3`.
enum CronSchedule {
  private struct Bounds {
    var smallest: Int
    var largest: Int
    var names: [String: Int] = [:]
  }

  private struct Problem: Error {
    var text: String
  }

  private static let months = names("jan feb mar apr may jun jul aug sep oct nov dec", from: 1)
  private static let days = names("sun mon tue wed thu fri sat", from: 0)
  private static let bounds = [
    Bounds(smallest: 0, largest: 59), Bounds(smallest: 0, largest: 23), Bounds(smallest: 1, largest: 31),
    Bounds(smallest: 1, largest: 12, names: months), Bounds(smallest: 0, largest: 6, names: days),
  ]
  private static let macros: Set = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]

  /// What is wrong with a schedule; `nil` when nothing is.
  static func problem(in text: String) -> String? {
    if text.hasPrefix("@") { return problem(inMacro: text) }
    let fields = text.split(separator: " ").map(String.init)
    guard fields.count == bounds.count else {
      return "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]"
    }
    for (field, bounds) in zip(fields, bounds) {
      for part in field.split(separator: ",") {
        do { try check(String(part), bounds) } catch { return error.text }
      }
    }
    return nil
  }

  private static func problem(inMacro text: String) -> String? {
    if macros.contains(text) { return nil }
    guard text.hasPrefix("@every ") else { return "unrecognized descriptor: \(text)" }
    let duration = String(text.dropFirst("@every ".count))
    let isFitting = duration.wholeMatch(of: /[+-]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+/) != nil
    return isFitting ? nil : "failed to parse duration \(text): time: invalid duration \(GoQuoted.text(duration))"
  }

  /// `*`, `a`, `a-b`, each with an optional `/step`.
  private static func check(_ text: String, _ bounds: Bounds) throws(Problem) {
    let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard steps.count <= 2 else { throw Problem(text: "too many slashes: \(text)") }
    let ends = steps[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard ends.count <= 2 else { throw Problem(text: "too many hyphens: \(text)") }
    var (start, end) = (bounds.smallest, bounds.largest)
    if ends[0] != "*", ends[0] != "?" {
      start = try number(ends[0], bounds)
      end = ends.count == 2 ? try number(ends[1], bounds) : steps.count == 2 ? bounds.largest : start
    }
    if steps.count == 2, try number(steps[1], Bounds(smallest: 0, largest: 0)) == 0 {
      throw Problem(text: "step of range should be a positive number: \(text)")
    }
    if start < bounds.smallest {
      throw Problem(text: "beginning of range (\(start)) below minimum (\(bounds.smallest)): \(text)")
    }
    if end > bounds.largest {
      throw Problem(text: "end of range (\(end)) above maximum (\(bounds.largest)): \(text)")
    }
    if start > end { throw Problem(text: "beginning of range (\(start)) beyond end of range (\(end)): \(text)") }
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

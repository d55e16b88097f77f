import KubeCore
import KubeSimulator

/// What has happened in a run, with its times; and a hash of it all.
struct Timeline: Sendable {
  /// One thing that has happened.
  struct Entry: Sendable, CustomStringConvertible {
    var time: Duration
    var text: String

    var description: String { "\(SecondsText.text(time))  \(text)" }
  }

  /// How much is kept of what happens; each includes what stands before it.
  enum Detail: Int, Sendable {
    case violations, hash, entries
  }

  private(set) var entries: [Entry] = []
  private(set) var hash = TraceHash()
  private let detail: Detail
  private(set) var violations: [Violation] = []

  init(_ detail: Detail) { self.detail = detail }

  mutating func note(_ text: @autoclosure () -> String, at time: Duration) {
    guard detail != .violations else { return }
    let text = text()
    hash.add(time)
    hash.add(text)
    if detail == .entries { entries.append(Entry(time: time, text: text)) }
  }

  mutating func note(_ change: ObservedChange, at time: Duration) {
    guard detail != .violations else { return }
    let verb = change.old == nil ? "created" : change.new == nil ? "deleted" : "changed"
    note("        \(change.storage) \(change.key) \(verb) at \(change.revision)", at: time)
    if let new = change.new { hash.add(new) }
  }

  /// Takes note of a violation, each of a kind once.
  mutating func note(_ violation: Violation, at time: Duration) {
    guard !violations.contains(where: { $0.invariant == violation.invariant && $0.message == violation.message }) else {
      return
    }
    violations.append(violation)
    note("   !!!  \(violation)", at: time)
  }
}

/// Times as seconds with three decimals.
enum SecondsText {
  static func text(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    let whole = String(seconds)
    return String(repeating: " ", count: max(0, 6 - whole.count)) + whole + "."
      + String(repeating: "0", count: max(0, 3 - milliseconds.count)) + milliseconds
  }
}

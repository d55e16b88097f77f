import KubeCore

/// What a recorder remembers of the events that it has recorded, so that many of them become few.
///
/// Source of the rules: `EventCorrelator` of client-go: what is said again is counted; of one object's events with one
/// reason, the tenth and all after it within ten minutes are combined; and of one object at most 25 are recorded, and
/// one more every five minutes.
struct EventBook: Sendable {
  /// How an event is to be recorded.
  struct Entry: Sendable, Hashable {
    /// What events must share to be counted together.
    var key: String
    var message: String
    /// Whether it stands for several events; it does not say who reports it then.
    var isCombined = false
  }

  private struct Group: Sendable {
    var messages: [String] = []
    var last: Timestamp
  }

  private struct Allowance: Sendable {
    var left: Double
    var at: Timestamp
  }

  private static let similarLimit = 10
  private static let interval: Duration = .seconds(600)
  private static let burst = 25.0
  private static let refill = 300.0

  private var groups: [String: Group] = [:]
  private var allowances: [String: Allowance] = [:]
  private var names: [String: ObjectKey] = [:]

  /// - Returns: `nil` when the object has been spoken of too often.
  mutating func enter(_ note: ControllerNote, on object: JSONValue, now: Timestamp) -> Entry? {
    let subject = "\(note.component)\u{0}\(object.uid ?? "")"
    guard takeAllowance(subject, now) else { return nil }
    let key = "\(subject)\u{0}\(note.isWarning)\(note.reason)"
    var group = groups[key] ?? Group(last: now)
    if now - group.last > Self.interval { group = Group(last: now) }
    group.last = now
    if !group.messages.contains(note.message) { group.messages.append(note.message) }
    defer { groups[key] = group }
    guard group.messages.count >= Self.similarLimit else {
      return Entry(key: "\(key)\u{0}\(note.message)", message: note.message)
    }
    // The real one forgets any of them; most likely it is none that is said again.
    group.messages.removeLast()
    return Entry(key: key, message: "(combined from similar events): \(note.message)", isCombined: true)
  }

  private mutating func takeAllowance(_ subject: String, _ now: Timestamp) -> Bool {
    var allowance = allowances[subject] ?? Allowance(left: Self.burst, at: now)
    let passed = (now - allowance.at).components
    allowance.left = min(Self.burst, allowance.left + Double(passed.seconds) / Self.refill)
    allowance.at = now
    defer { allowances[subject] = allowance }
    guard allowance.left >= 1 else { return false }
    allowance.left -= 1
    return true
  }

  subscript(key: String) -> ObjectKey? {
    get { names[key] }
    set { names[key] = newValue }
  }
}

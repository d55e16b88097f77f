import KubeRuntime
import Observability

/// What is known of the tokens that were shown, each for a while, and how many are being asked about.
struct MetricsGateState {
  /// How long an answer counts: a scraper comes every few seconds, and rights change seldom.
  private static let memory = Duration.seconds(60)
  /// One that says no counts for less, so that whoever was given the right need not wait.
  private static let memoryOfRefusal = Duration.seconds(10)
  /// Whoever can reach the port can show any number of tokens: they must neither fill the memory nor flood the server.
  private static let mostAnswers = 128
  private static let mostQuestions = 4

  private struct Entry {
    let answer: ScrapeAnswer
    let end: MonotonicInstant
  }

  private var entries: [String: Entry] = [:]
  private var questions = 0

  enum Step: Equatable {
    case answer(ScrapeAnswer)
    /// The cluster is to be asked, and ``finish(_:with:at:)`` called.
    case ask
  }

  mutating func begin(_ token: String, at now: MonotonicInstant) -> Step {
    if let entry = entries[token], now < entry.end { return .answer(entry.answer) }
    guard questions < Self.mostQuestions else { return .answer(.unknown(reason: "too many tokens are being looked at")) }
    questions += 1
    return .ask
  }

  mutating func finish(_ token: String, with answer: ScrapeAnswer, at now: MonotonicInstant) {
    questions -= 1
    let memory: Duration
    switch answer {
    case .allowed: memory = Self.memory
    case .unauthenticated, .forbidden: memory = Self.memoryOfRefusal
    case .unknown: return
    }
    if entries.count >= Self.mostAnswers { entries = entries.filter { now < $0.value.end } }
    if entries.count >= Self.mostAnswers, let first = entries.min(by: { $0.value.end < $1.value.end }) {
      entries[first.key] = nil
    }
    entries[token] = Entry(answer: answer, end: now + memory)
  }
}

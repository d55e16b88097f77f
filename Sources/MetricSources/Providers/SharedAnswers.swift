import Synchronization

/// Lets identical questions share one answer: those that are asked at the same time, and those soon after.
final class SharedAnswers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  typealias Outcome = Result<Answer, ProviderFailure>
  private typealias Waiter = CheckedContinuation<Outcome, Never>

  private enum Entry {
    case asked([Waiter])
    case answered(Outcome, until: Double)

    func counts(at time: Double) -> Bool {
      switch self {
      case .asked: true
      case .answered(_, let end): time < end
      }
    }
  }

  private enum Part {
    case answer(Outcome)
    case ask
    case wait
  }

  /// The most answers that are kept.
  private let limit: Int
  private let now: @Sendable () -> Double
  private let entries = Mutex<[Question: Entry]>([:])

  /// - Parameter now: monotonic seconds.
  init(limit: Int = 4096, now: @escaping @Sendable () -> Double) { (self.limit, self.now) = (limit, now) }

  /// The answer to a question, at most `age` seconds old. One of those who wait for it asks.
  func answer(
    _ question: Question, age: Double, asking ask: () async throws(ProviderFailure) -> Answer
  ) async throws(ProviderFailure) -> Answer {
    switch part(in: question) {
    case .answer(let outcome): return try outcome.get()
    case .wait: break
    case .ask:
      let outcome: Outcome
      do throws(ProviderFailure) { outcome = .success(try await ask()) } catch { outcome = .failure(error) }
      settle(question, outcome, age: age)
      return try outcome.get()
    }
    let outcome: Outcome = await withCheckedContinuation { waiter in
      let settled: Outcome? = entries.withLock { entries in
        switch entries[question] {
        case .asked(let waiters):
          entries[question] = .asked(waiters + [waiter])
          return nil
        case .answered(let outcome, _): return outcome
        case nil: return .failure(ProviderFailure(.transient, "the answer came and went"))
        }
      }
      if let settled { waiter.resume(returning: settled) }
    }
    return try outcome.get()
  }

  private func part(in question: Question) -> Part {
    let time = now()
    return entries.withLock { entries in
      switch entries[question] {
      case .answered(let outcome, let end) where time < end: return .answer(outcome)
      case .asked: return .wait
      case .answered, nil:
        entries[question] = .asked([])
        return .ask
      }
    }
  }

  private func settle(_ question: Question, _ outcome: Outcome, age: Double) {
    let time = now()
    let waiters: [Waiter] = entries.withLock { entries in
      guard case .asked(let waiters) = entries[question] else { return [] }
      entries[question] = .answered(outcome, until: time + age)
      if entries.count > limit { entries = entries.filter { $0.value.counts(at: time) } }
      return waiters
    }
    for waiter in waiters { waiter.resume(returning: outcome) }
  }
}

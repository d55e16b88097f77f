extension TimeSource {
  /// Runs an operation and cancels it when a deadline has come.
  ///
  /// - Returns: `nil` when the deadline came first. The operation has ended by then: one that ignores its cancellation
  ///   delays the return.
  public func withDeadline<Result: Sendable>(
    _ deadline: MonotonicInstant, _ operation: @escaping @Sendable () async -> Result
  ) async -> Result? {
    await withTaskGroup(of: DeadlineRace<Result>.self) { group in
      group.addTask { .finished(await operation()) }
      group.addTask {
        do {
          try await sleep(until: deadline)
          return .expired
        } catch {
          return .abandoned
        }
      }
      defer { group.cancelAll() }
      while let first = await group.next() {
        switch first {
        case .finished(let result): return result
        case .expired: return nil
        // The caller was cancelled, and so is the operation: it still has the say.
        case .abandoned: continue
        }
      }
      return nil
    }
  }
}

private enum DeadlineRace<Result: Sendable>: Sendable {
  case finished(Result)
  case expired
  case abandoned
}

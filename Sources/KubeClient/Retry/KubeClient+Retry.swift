extension KubeClient {
  /// Carries out a request, again and again as ``KubeClient/retries`` says.
  func attempt<Value>(
    _ request: KubeRequest, _ operation: (KubeRequest) async throws(KubeError) -> Value
  ) async throws(KubeError) -> Value {
    var state = RetryState(retries, request)
    while true {
      do throws(KubeError) {
        return try await operation(request)
      } catch {
        let error = state.failed(error)
        guard let delay = state.delay(after: error, fraction: time.random()),
          retries.budget?.take(at: time.now()) ?? true
        else { throw error }
        try await pause(delay, after: error)
      }
    }
  }

  /// - Throws: `.cancelled` with the outcome that is known so far.
  func pause(_ delay: Duration, after failure: KubeError) async throws(KubeError) {
    do {
      try await time.sleep(delay)
    } catch {
      throw KubeError(
        .cancelled, message: "cancelled while waiting to try again after: \(failure.message)",
        request: failure.request, outcome: failure.outcome)
    }
  }
}

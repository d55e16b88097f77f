import KubeRuntime

/// Waits until something outside of this process has come about; the test's time limit is the only other end.
func waitUntil(_ condition: () async throws -> Bool) async throws {
  while try await !condition() { try await TimeSource.live.sleep(for: .milliseconds(5)) }
}

import KubeRuntime

extension TimeSource {
  /// The same clocks for one who never waits for longer than a moment.
  var impatient: TimeSource {
    TimeSource(now: { now() }, wall: { wall() }) { (deadline: MonotonicInstant) throws(CancellationError) in
      try await sleep(until: min(deadline, now() + .milliseconds(1)))
    }
  }
}

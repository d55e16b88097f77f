#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What work takes of the processor.
enum ThreadTime {
  /// Does something that does not wait, and says how long the thread was busy with it.
  static func measure<Result>(_ work: () -> Result) -> (result: Result, time: Duration) {
    let start = ofThread()
    let result = work()
    return (result, ofThread() - start)
  }

  private static func ofThread() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

import Glibc

/// What this process has used of the machine.
public enum ProcessUsage {
  /// CPU time of all threads, user and system, in seconds. Other processes on the machine do not count.
  public static var cpuSeconds: Double {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return .nan }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The CPU time that `work` takes, in seconds.
  public static func cpuSeconds(of work: () async throws -> Void) async rethrows -> Double {
    let start = cpuSeconds
    try await work()
    return cpuSeconds - start
  }

  /// The resident set, in bytes.
  public static var residentBytes: Int { statusField("VmRSS:") }

  /// The largest resident set since the start or the last reset, in bytes.
  public static var peakResidentBytes: Int { statusField("VmHWM:") }

  /// Forgets the largest resident set: from now on it is measured anew.
  public static func resetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

  private static func statusField(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        .split { $0 == " " || $0 == "\t" || $0 == "\n" }
      if words.count >= 2, words[0] == name { return (Int(words[1]) ?? 0) * 1024 }
    }
    return 0
  }
}

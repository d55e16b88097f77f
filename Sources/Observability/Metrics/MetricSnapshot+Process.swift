#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension MetricSnapshot {
  /// What Prometheus's client libraries report of every process; what the system does not tell is left out.
  public static func process() -> [MetricSnapshot] {
    [
      gauge("process_resident_memory_bytes", "Memory that the process holds, in bytes.", residentBytes),
      cpuSeconds.map {
        MetricSnapshot(
          "process_cpu_seconds_total", .counter, help: "CPU time of all threads, user and system, in seconds.",
          series: [([], .number($0))])
      },
      gauge("process_open_fds", "Open files and connections.", openFiles),
    ].compactMap(\.self)
  }

  private static func gauge(_ name: String, _ help: String, _ value: Double?) -> MetricSnapshot? {
    value.map { MetricSnapshot(name, .gauge, help: help, series: [([], .number($0))]) }
  }

  /// The second field of `statm` counts pages.
  private static var residentBytes: Double? {
    guard let file = fopen("/proc/self/statm", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split {
      $0 == " "
    }
    return fields.dropFirst().first.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }

  /// The system counts in millionths, whatever its own clock does (POSIX).
  private static var cpuSeconds: Double? {
    let ticks = clock()
    return ticks < 0 ? nil : Double(ticks) / 1_000_000
  }

  private static var openFiles: Double? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // The folder itself is open, and lists itself and its parent.
    return Double(count - 3)
  }
}

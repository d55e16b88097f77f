import FoundationEssentials
import Testing

@testable import LocalCluster

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct ProcessSupervisorTests {
  @Test(arguments: [
    ("exit 0", ProcessExit.exited(0)), ("exit 7", .exited(7)), ("kill -9 $$", .signalled(9)),
  ])
  func theEndIsTold(script: String, expected: ProcessExit) async throws {
    try await withProcesses { processes in
      let exit = Arrival<ProcessExit>()
      _ = try await processes.start("sh", "-c", script) { exit.settle(.success($0)) }
      let ended = try await exit.value()
      #expect(ended == expected)
    }
  }

  @Test func bothOutputsGoToTheLogAndInputIsEmpty() async throws {
    try await withProcesses { processes in
      let exit = Arrival<ProcessExit>()
      _ = try await processes.start("sh", "-c", "cat; pwd; echo $GREETING >&2") { exit.settle(.success($0)) }
      _ = try await exit.value()
      #expect(processes.log == "\(processes.folder)\nhello\n")
    }
  }

  /// 400 lines of 10 bytes into a log that keeps 1000: the last 500 to 1000 bytes are there.
  @Test func theLogIsBounded() async throws {
    try await withProcesses(logLimit: 1000) { processes in
      let exit = Arrival<ProcessExit>()
      let script = "i=100; while [ $i -lt 500 ]; do echo line $i.; i=$((i+1)); done"
      _ = try await processes.start("sh", "-c", script) { exit.settle(.success($0)) }
      _ = try await exit.value()
      let kept = processes.earlierLog + processes.log
      #expect((500...1000).contains(kept.utf8.count))
      #expect(kept.hasSuffix("line 498.\nline 499.\n"))
    }
  }

  @Test func aProgramThatIsMissingIsAnError() async throws {
    try await withProcesses { processes in
      for program in ["/no/such/program", "no-such-program", ""] {
        await #expect(throws: LocalClusterError(.processNotStarted, "")) {
          _ = try await processes.start(program) { _ in }
        }
      }
    }
  }

  @Test func aSignalReachesTheWholeGroup() async throws {
    try await withProcesses { processes in
      let exit = Arrival<ProcessExit>()
      // The shell waits for its child; both get the signal.
      let id = try await processes.start("sh", "-c", "sleep 1000; exit 3") { exit.settle(.success($0)) }
      processes.supervisor.signal(id, SIGTERM)
      let ended = try await exit.value()
      #expect(ended == .signalled(15))
    }
  }

  @Test func shuttingDownLeavesNothing() async throws {
    let pid = try await withProcesses { processes in
      let exit = Arrival<ProcessExit>()
      let script = "trap '' TERM; echo $$; exec sleep 1000"
      _ = try await processes.start("sh", "-c", script) { exit.settle(.success($0)) }
      try await waitUntil { !processes.log.isEmpty }
      await processes.supervisor.shutDown(grace: .milliseconds(50))
      #expect(exit.current == .signalled(9))
      await #expect(throws: LocalClusterError(.stopped, "")) { _ = try await processes.start("true") { _ in } }
      return processes.log.split(separator: "\n").first.flatMap { Int32($0) }
    }
    let process = try #require(pid)
    #expect(kill(process, 0) == -1)
  }

  /// No descriptor of this process may leak into children: they would keep its sockets open.
  @Test func descriptorsAreNotInherited() async throws {
    let leak = open("/dev/null", O_RDONLY)
    defer { close(leak) }
    try await withProcesses { processes in
      let exit = Arrival<ProcessExit>()
      _ = try await processes.start("sh", "-c", "for f in /proc/$$/fd/*; do echo ${f##*/}; done") {
        exit.settle(.success($0))
      }
      _ = try await exit.value()
      let descriptors = Set(processes.log.split(separator: "\n").map(String.init))
      #expect(descriptors.isSubset(of: ["0", "1", "2", "3", "10", "255"]))
      #expect(!descriptors.contains(String(leak)) || leak == 3 || leak == 10)
    }
  }

  /// A program that is killed has no chance to end its processes: the kernel does it.
  @Test func processesDieWithAProgramThatIsKilled() async throws {
    try await withTemporaryFolder { folder in
      await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
        let processes = RunningProcesses(supervisor: try ProcessSupervisor(), folder: folder, logLimit: 1000)
        _ = try await processes.start("sh", "-c", "echo $$; exec sleep 1000") { _ in }
        try await waitUntil { !processes.log.isEmpty }
        kill(getpid(), SIGKILL)
      }
      let log = FileManager.default.contents(atPath: "\(folder)/log").map { String(decoding: $0, as: UTF8.self) }
      let pid = try #require(log?.split(separator: "\n").first.flatMap { Int32($0) })
      // The kernel sends the signal when the parent is gone; the process needs a moment to follow.
      try await waitUntil { !isRunning(pid) }
    }
  }

  /// Whether there is such a process, and it is not merely waiting for its new parent to take notice of its end.
  private func isRunning(_ pid: Int32) -> Bool {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
    let fields = String(decoding: stat, as: UTF8.self).split(separator: ") ").last?.split(separator: " ")
    return fields?.first != "Z"
  }
}

import CLocalProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One process from its start to the moment when it has been reaped.
struct RunningProcess {
  let onExit: ProcessSupervisor.ExitHandler
  /// Becomes readable when the process ends.
  let descriptor: Int32
  /// The reading end of the process's output; -1 after its end.
  private(set) var output: Int32
  private let pid: pid_t
  private var log: BoundedLog

  /// Starts the process.
  ///
  /// - Throws: `.processNotStarted` or `.fileNotWritten`.
  init(_ plan: ProcessPlan, onExit: @escaping ProcessSupervisor.ExitHandler) throws(LocalClusterError) {
    guard let path = plan.programPath else {
      throw LocalClusterError(.processNotStarted, "no program \(plan.command.first ?? "") in PATH")
    }
    var pipe: [Int32] = [-1, -1]
    log = try BoundedLog(path: plan.logPath, limit: plan.logLimit)
    guard clp_open_pipe(&pipe) == 0 else {
      log.close()
      throw LocalClusterError(.processNotStarted, "no pipe for \(path)")
    }
    let pid = Self.spawn(path, plan, output: pipe[1])
    close(pipe[1])
    let descriptor = pid > 0 ? clp_open_process(pid) : -1
    guard descriptor >= 0 else {
      // Linux before 5.3 cannot tell of a process's end by a descriptor: such a process would never be reaped.
      if pid > 0 {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
      }
      close(pipe[0])
      log.close()
      throw LocalClusterError(
        .processNotStarted, "cannot run \(path): \(String(cString: strerror(pid > 0 ? errno : -pid)))")
    }
    self.pid = pid
    self.descriptor = descriptor
    self.onExit = onExit
    output = pipe[0]
  }

  private static func spawn(_ path: String, _ plan: ProcessPlan, output: Int32) -> pid_t {
    let environment = plan.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return withStrings(plan.command) { arguments in
      withStrings(environment) { variables in
        clp_spawn(path, arguments, variables, plan.folder, output)
      }
    }
  }

  /// Sends a signal to the process's group. The process has not been reaped, so the number is still its own.
  func signal(_ number: Int32) { kill(-pid, number) }

  /// Moves what has been written so far into the log.
  mutating func takeOutput() {
    guard output >= 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 1) { buffer in
      // A bounded number of rounds: one talkative process must not hold up the others.
      for _ in 0..<16 {
        let count = read(output, buffer.baseAddress, buffer.count)
        if count > 0 {
          log.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        } else {
          if count == 0 || (errno != EAGAIN && errno != EINTR) { closeOutput() }
          return
        }
      }
    }
  }

  /// Reaps the process when it has ended, after killing what it has left behind in its group.
  ///
  /// - Returns: `nil` while it runs.
  mutating func reapIfEnded() -> ProcessExit? {
    var ended = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ended, 1, 0) == 1 else { return nil }
    kill(-pid, SIGKILL)
    takeOutput()
    closeOutput()
    log.close()
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    close(descriptor)
    return ProcessExit(waitStatus: status)
  }

  private mutating func closeOutput() {
    guard output >= 0 else { return }
    close(output)
    output = -1
  }
}

/// Calls a function with the strings as C expects them: an array of pointers that ends with a null pointer.
private func withStrings<Value>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
  var pointers = strings.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeBufferPointer { buffer in
    // The array holds at least the null pointer, so it has a base address.
    body(buffer.baseAddress.unsafelyUnwrapped)
  }
}

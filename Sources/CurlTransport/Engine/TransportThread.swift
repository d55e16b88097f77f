import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Starts a detached thread that takes none of the process's signals.
///
/// Signals for the process are for other threads to take. SIGPIPE, which OpenSSL provokes by writing to a connection
/// that the peer has closed, goes to the writing thread and would end the process: blocked, the write just fails.
///
/// - Returns: whether the thread has started.
func startThread(named name: String, body: @escaping @Sendable () -> Void) -> Bool {
  let start = Unmanaged.passRetained(ThreadStart(name: name, body: body))
  var thread = pthread_t()
  let result = pthread_create(&thread, nil, { runThread($0) }, start.toOpaque())
  guard result == 0 else {
    start.release()
    return false
  }
  pthread_detach(thread)
  return true
}

private final class ThreadStart: Sendable {
  let name: String
  let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
  var signals = sigset_t()
  sigfillset(&signals)
  // Faults of this very thread must reach their handlers.
  for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&signals, fault) }
  pthread_sigmask(SIG_BLOCK, &signals, nil)
  ccurl_name_thread(start.name)
  start.body()
  return nil
}

/// How a process has ended.
enum ProcessExit: Sendable, Hashable {
  case exited(Int)
  case signalled(Int)

  /// Reads what `waitpid` reports.
  init(waitStatus status: Int32) {
    let signal = Int(status & 0x7f)
    self = signal == 0 ? .exited(Int((status >> 8) & 0xff)) : .signalled(signal)
  }

  /// The exit code as container runtimes report it: 128 and the number for a signal.
  var code: Int {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}

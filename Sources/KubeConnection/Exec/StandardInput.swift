#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The standard input of this process.
enum StandardInput {
  /// Whether a person may sit at it.
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}

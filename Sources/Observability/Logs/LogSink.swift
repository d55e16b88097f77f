import Glibc
import Synchronization

/// Where log lines go.
public struct LogSink: Sendable {
  /// Takes one line, with its line feed.
  public let write: @Sendable (String) -> Void

  public init(write: @escaping @Sendable (String) -> Void) {
    self.write = write
  }

  /// The standard output of the process.
  public static let standardOutput = LogSink(fileDescriptor: STDOUT_FILENO)
  /// The standard error of the process.
  public static let standardError = LogSink(fileDescriptor: STDERR_FILENO)

  /// Writes each line whole, without buffering: a crash loses nothing, and lines do not interleave.
  private init(fileDescriptor: Int32) {
    let lock = SinkLock()
    self.init { line in
      lock.withLock { Self.writeAll(Array(line.utf8), to: fileDescriptor) }
    }
  }

  private static func writeAll(_ bytes: [UInt8], to fileDescriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(fileDescriptor, $0.baseAddress, $0.count) }
      // A log that cannot be written must not stop what it tells about.
      guard written > 0 || (written < 0 && errno == EINTR) else { return }
      rest = rest.dropFirst(max(0, written))
    }
  }
}

/// A lock that a closure can hold on to.
private final class SinkLock: Sendable {
  private let mutex = Mutex(())

  func withLock(_ body: () -> Void) {
    mutex.withLock { _ in body() }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A log file that never holds more than its limit: when it is half full, it becomes `NAME.1` and a new one begins.
struct BoundedLog {
  private let path: String
  private let half: Int
  private var descriptor: Int32
  private var size = 0

  /// Opens the file and empties it.
  ///
  /// - Throws: `.fileNotWritten`.
  init(path: String, limit: Int) throws(LocalClusterError) {
    self.path = path
    half = max(1, limit / 2)
    descriptor = try Self.open(path)
  }

  /// Appends bytes; what cannot be written is lost, for a full disk must not stop a process.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if size >= half { rotate() }
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(max(1, half - size)))
      guard descriptor >= 0, write(descriptor, part.baseAddress, part.count) == part.count else { return }
      size += part.count
      rest = rest.dropFirst(part.count)
    }
  }

  mutating func close() {
    guard descriptor >= 0 else { return }
    _ = descriptor.closed()
    descriptor = -1
  }

  private mutating func rotate() {
    close()
    rename(path, "\(path).1")
    size = 0
    descriptor = (try? Self.open(path)) ?? -1
  }

  private static func open(_ path: String) throws(LocalClusterError) -> Int32 {
    let descriptor = path.opened(O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LocalClusterError(.fileNotWritten, "open \(path): \(String(cString: strerror(errno)))")
    }
    return descriptor
  }
}

extension String {
  fileprivate func opened(_ flags: Int32) -> Int32 { open(self, flags, 0o600) }
}

extension Int32 {
  fileprivate func closed() -> Bool { close(self) == 0 }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files that only their owner can read.
enum PrivateFile {
  /// Writes a file under another name first, so that nobody ever reads half of it, or reads it before it is protected.
  ///
  /// - Throws: `.fileNotWritten`.
  static func write(_ bytes: [UInt8], to path: String) throws(LocalClusterError) {
    let draft = "\(path).\(getpid()).tmp"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("open", draft) }
    let written = bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Self.write(descriptor, rest)
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    let closed = close(descriptor) == 0
    guard written, closed, rename(draft, path) == 0 else {
      let error = failure("write", path)
      unlink(draft)
      throw error
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    while true {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      #else
        let count = Musl.write(descriptor, bytes.baseAddress, bytes.count)
      #endif
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func failure(_ operation: String, _ path: String) -> LocalClusterError {
    LocalClusterError(.fileNotWritten, "\(operation) \(path): \(String(cString: strerror(errno)))")
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An IPv4 address and port for system calls.
struct SocketAddress: Sendable, Hashable {
  let host: String
  let port: Int

  /// Whether a listener could have this address now.
  var isFree: Bool {
    withSocket { descriptor, address, length in
      var one: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
      return bind(descriptor, address, length) == 0 && listen(descriptor, 1) == 0
    }
  }

  /// Whether somebody listens: whether a connection can be made. On loopback that is known at once, or nearly so; who
  /// needs longer than 20 ms, because its queue is full, counts as if it did not listen.
  var isListening: Bool {
    withSocket { descriptor, address, length in
      if connect(descriptor, address, length) == 0 { return true }
      guard errno == EINPROGRESS else { return false }
      var made = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      var error: Int32 = -1
      var size = socklen_t(MemoryLayout<Int32>.size)
      guard poll(&made, 1, 20) == 1 else { return false }
      return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0
    }
  }

  private func withSocket(_ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool) -> Bool {
    guard let port = UInt16(exactly: port) else { return false }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return false }
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | SocketFlags.closeOnExec | SocketFlags.nonBlocking, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Flags of `socket(2)` that the overlay shows in different ways on different C libraries.
enum SocketFlags {
  static let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)
  static let nonBlocking = Int32(SOCK_NONBLOCK.rawValue)
}

import Glibc

/// A socket that listens on a port of 127.0.0.1 that the kernel has chosen.
final class ListeningSocket: Sendable {
  struct Failure: Error {
    let step: String
    let code: Int32
  }

  let descriptor: Int32
  let port: Int

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(step: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutableBytes(of: &address) { bytes -> Bool in
      guard let generic = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      return bind(descriptor, generic, length) == 0 && listen(descriptor, 512) == 0
        && getsockname(descriptor, generic, &length) == 0
    }
    guard bound else {
      let code = errno
      close(descriptor)
      throw Failure(step: "listen", code: code)
    }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }
}

import Glibc

/// A socket that listens on a port of 127.0.0.1 that the kernel has chosen, for a child process to serve on.
final class LoopbackSocket {
  let descriptor: Int32
  let port: Int

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutableBytes(of: &address) { bytes -> Bool in
      guard let generic = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      return bind(descriptor, generic, length) == 0 && listen(descriptor, 2048) == 0
        && getsockname(descriptor, generic, &length) == 0
    }
    guard isListening else { throw LoopbackServer.Failure(description: "no port of 127.0.0.1 to listen on") }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close(descriptor) }
}

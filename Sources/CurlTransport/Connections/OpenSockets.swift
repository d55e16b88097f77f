import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The sockets that libcurl has open for one loop. It never leaves the thread.
final class OpenSockets {
  private var descriptors: Set<Int32> = []
  private let silenceLimit: Duration

  /// - Parameter silenceLimit: how long sent bytes, or keep-alive probes, may stay unacknowledged.
  init(silenceLimit: Duration) { self.silenceLimit = silenceLimit }

  func opened(_ descriptor: Int32) {
    descriptors.insert(descriptor)
    ccurl_limit_silence(descriptor, UInt32(silenceLimit.clampedMilliseconds))
  }

  func close(_ descriptor: Int32) -> Int32 {
    descriptors.remove(descriptor)
    return ccurl_close(descriptor)
  }

  var count: Int { descriptors.count }

  /// Ends the connection of that port at this end. libcurl finds it ended, and closes it.
  func cut(localPort: Int) {
    for descriptor in descriptors where Self.localPort(of: descriptor) == localPort {
      shutdown(descriptor, Int32(SHUT_RDWR))
    }
  }

  private static func localPort(of descriptor: Int32) -> Int? {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &address) { bytes -> Int? in
      guard let generic = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        getsockname(descriptor, generic, &length) == 0
      else { return nil }
      switch Int32(generic.pointee.sa_family) {
      // The port lies at the same place in both kinds of address.
      case AF_INET, AF_INET6: return Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
      default: return nil
      }
    }
  }
}

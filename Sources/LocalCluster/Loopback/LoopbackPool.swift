public import KubeRuntime
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The loopback addresses of one local cluster: 254 of them, all in `127.A.B.0/24`.
///
/// `A.B` belongs to this pool alone among all that run on the machine: the claim is a Unix socket whose name is in the
/// abstract namespace, which the kernel takes back when the process ends, in whatever way.
public final class LoopbackPool: Sendable {
  /// Such as `127.81.14`.
  public let prefix: String
  private let claim: Int32
  private let state = Mutex(LoopbackPoolState())

  /// Claims a prefix.
  ///
  /// - Parameter random: which prefixes are tried; default the system's generator.
  /// - Throws: `.addressUnavailable` when all that were tried belong to others.
  public init(random: RandomSource = .system) throws(LocalClusterError) {
    var random = random
    for _ in 0..<64 {
      // 127.0 and 127.1 are what people and their tools use by hand.
      let prefix = "127.\(Int.random(in: 2...254, using: &random)).\(Int.random(in: 0...255, using: &random))"
      guard let claim = Self.claim("slipway-local-cluster/\(prefix)") else { continue }
      self.prefix = prefix
      self.claim = claim
      return
    }
    throw LocalClusterError(.addressUnavailable, "no prefix of loopback addresses is free")
  }

  deinit { close(claim) }

  /// Takes an address on which all these ports can be bound.
  ///
  /// Addresses that were given back are used again as late as possible.
  /// - Throws: `.addressUnavailable`.
  public func take(ports: [Int] = []) throws(LocalClusterError) -> String {
    let address = state.withLock { state in
      state.take { host in
        ports.allSatisfy { SocketAddress(host: "\(prefix).\(host)", port: $0).isFree }
      }
    }
    guard let address else {
      let detail = ports.isEmpty ? "" : " with free ports \(ports.map(String.init).joined(separator: ", "))"
      throw LocalClusterError(.addressUnavailable, "no address in \(prefix).0/24\(detail)")
    }
    return "\(prefix).\(address)"
  }

  /// Gives an address back.
  public func giveBack(_ address: String) {
    guard address.hasPrefix("\(prefix)."), let host = Int(address.dropFirst(prefix.count + 1)) else { return }
    state.withLock { $0.giveBack(host) }
  }

  private static func claim(_ name: String) -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | SocketFlags.closeOnExec, 0)
    guard descriptor >= 0 else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(name.utf8)
    // The first byte of the path stays zero: that makes the name abstract.
    let isNamed = withUnsafeMutableBytes(of: &address.sun_path) { path in
      guard name.count < path.count else { return false }
      path.dropFirst().copyBytes(from: name)
      return true
    }
    let length = MemoryLayout<sa_family_t>.size + 1 + name.count
    let isBound = isNamed && withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(length)) == 0 }
    }
    if isBound { return descriptor }
    close(descriptor)
    return nil
  }
}

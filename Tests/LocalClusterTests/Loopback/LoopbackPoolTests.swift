import KubeRuntime
import Testing

@testable import LocalCluster

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct LoopbackPoolTests {
  @Test func twoPoolsNeverShareAPrefix() throws {
    // The same seed makes both try the same prefixes.
    let first = try LoopbackPool(random: .seeded(7))
    let second = try LoopbackPool(random: .seeded(7))
    #expect(first.prefix != second.prefix)
  }

  @Test func aPrefixIsFreeAgainWhenItsPoolIsGone() throws {
    let prefix = try LoopbackPool(random: .seeded(11)).prefix
    let again = try LoopbackPool(random: .seeded(11)).prefix
    #expect(again == prefix)
  }

  @Test func addressesAreTakenOnceAndReusedLast() throws {
    let pool = try LoopbackPool()
    let first = try pool.take()
    pool.giveBack(first)
    let others = try (0..<253).map { _ in try pool.take() }
    #expect(Set(others).count == 253)
    #expect(!others.contains(first))
    let last = try pool.take()
    #expect(last == first)
    #expect(throws: LocalClusterError(.addressUnavailable, "")) { try pool.take() }
  }

  @Test func whatIsNotOursIsNotTakenBack() throws {
    var state = LoopbackPoolState()
    for host in [0, 255, -1, 1, 1] { state.giveBack(host) }
    var taken: [Int] = []
    while let host = state.take(where: { _ in true }) { taken.append(host) }
    #expect(taken == Array(1...254))
  }

  @Test func anAddressWhosePortIsTakenIsPassedOver() throws {
    let pool = try LoopbackPool()
    let busy = "\(pool.prefix).1"
    try withListener(on: busy) { port in
      #expect(SocketAddress(host: busy, port: port).isListening)
      #expect(!SocketAddress(host: busy, port: port).isFree)
      let address = try pool.take(ports: [port])
      #expect(address == "\(pool.prefix).2")
    }
  }

  /// Listens on a port that the system picks.
  private func withListener(on host: String, _ body: (Int) throws -> Void) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, host, &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isBound)
    try body(Int(UInt16(bigEndian: address.sin_port)))
  }
}

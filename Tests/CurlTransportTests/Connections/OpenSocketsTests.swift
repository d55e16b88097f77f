import Glibc
import Testing

@testable import CurlTransport

@Suite struct OpenSocketsTests {
  @Test func unacknowledgedBytesEndAConnection() throws {
    let sockets = OpenSockets(silenceLimit: .seconds(30))
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    sockets.opened(descriptor)
    var limit: UInt32 = 0
    var length = socklen_t(MemoryLayout<UInt32>.size)
    #expect(getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &limit, &length) == 0)
    #expect(limit == 30_000)
    #expect(sockets.count == 1)
    #expect(sockets.close(descriptor) == 0)
    #expect(sockets.count == 0)
  }

  @Test func cutsTheConnectionOfThatPortAlone() throws {
    let sockets = OpenSockets(silenceLimit: .seconds(30))
    let listener = try ListeningSocket()
    let other = try ListeningSocket()
    for descriptor in [listener.descriptor, other.descriptor] { sockets.opened(descriptor) }
    sockets.cut(localPort: listener.port)
    #expect(isHungUp(listener))
    #expect(!isHungUp(other))
  }

  private func isHungUp(_ socket: ListeningSocket) -> Bool {
    var interest = pollfd(fd: socket.descriptor, events: 0, revents: 0)
    return poll(&interest, 1, 0) == 1 && interest.revents & Int16(POLLHUP) != 0
  }
}

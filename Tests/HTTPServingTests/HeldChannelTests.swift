import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import HTTPServing

@Suite struct HeldChannelTests {
  private let held = HeldChannel(base: HTTP1Channel { _, _, _ in }, takingTime: .zero)
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Without the hold NIO would end the process here.
  @Test func aConnectionThatNobodyTakesOutlivesItsActivation() throws {
    let channel = EmbeddedChannel()
    _ = try held.setup(channel: channel, logger: logger).wait()
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
    #expect(channel.isActive)
    try channel.close().wait()
    channel.embeddedEventLoop.run()
  }

  @Test(.timeLimit(.minutes(1))) func whatNobodyTakesIsClosedAfterItsListener() async throws {
    let (accepted, acceptance) = AsyncStream.makeStream(of: Void.self)
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { [held, logger] channel in
        held.setup(channel: channel, logger: logger).map { _ in acceptance.finish() }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(to: #require(listener.localAddress)).get()
    for await _ in accepted {}
    #expect(client.isActive)
    try await listener.close()
    try await client.closeFuture.get()
  }

  @Test func whatHasBeenTakenIsNoLongerHeld() async throws {
    let channel = NIOAsyncTestingChannel()
    let value = try await channel.testingEventLoop.submit { [held, logger] in
      held.setup(channel: channel, logger: logger)
    }.get().get()
    #expect(held.count == 1)
    try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80))
    async let handling: Void = held.handle(value: value, logger: logger)
    try await channel.close()
    await handling
    #expect(held.count == 0)
  }
}

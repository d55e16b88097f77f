import HTTPServing
import HummingbirdCore
import Logging
import NIOCore

/// Closes each connection when its handler has ended or is cancelled.
///
/// Without it a cancelled server would wait for the peers of half-closed HTTP/1.1 connections, and leave HTTP/2
/// connections open that nobody serves any more.
struct ClosingChannel<Base: ServerChildChannel>: ServerChildChannel {
  typealias Value = Base.Value

  private let base: HeldChannel<Base>
  private let gate: ServerGate

  init(base: Base, gate: ServerGate) {
    (self.base, self.gate) = (HeldChannel(base: base), gate)
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    do {
      let filter = QuiescingFilter()
      try channel.pipeline.syncOperations.addHandler(filter)
      guard gate.admit(channel, filter) else { throw ChannelError.ioOnClosedChannel }
    } catch {
      // The server lets go of what could not be set up, without closing it.
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(error)
    }
    return base.setup(channel: channel, logger: logger)
  }

  func handle(value: Value, logger: Logger) async {
    let channel = value.channel
    await withTaskCancellationHandler {
      await base.handle(value: value, logger: logger)
    } onCancel: {
      channel.close(promise: nil)
    }
    channel.close(promise: nil)
  }
}

package import HummingbirdCore
package import Logging
package import NIOCore

/// Keeps each connection alive from its making until the server takes it up.
///
/// A server that is shut down or cancelled lets go of connections that it has accepted and not yet taken up. NIO takes
/// that for a mistake and ends the process: "Deinited NIOAsyncWriter without calling finish()". A connection that is
/// held is closed instead, a second after the server has stopped listening.
package struct HeldChannel<Base: ServerChildChannel>: ServerChildChannel {
  package typealias Value = Base.Value

  private let base: Base
  private let held: HeldConnections

  package init(base: Base) {
    self.init(base: base, takingTime: .seconds(1))
  }

  init(base: Base, takingTime: TimeAmount) {
    self.base = base
    held = HeldConnections(takingTime: takingTime)
  }

  /// How many connections wait to be taken up.
  var count: Int { held.count }

  package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    base.setup(channel: channel, logger: logger).map { [held] value in
      held.hold(value)
      return value
    }
  }

  package func handle(value: Value, logger: Logger) async {
    held.letGo(of: value.channel)
    await base.handle(value: value, logger: logger)
  }
}

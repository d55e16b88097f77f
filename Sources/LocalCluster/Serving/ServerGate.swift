import NIOCore
import Synchronization

/// Keeps new work out of a server that is about to be cancelled.
///
/// NIO takes it for a mistake when a stream of HTTP/2 has been made and nobody takes it, and ends the process. A server
/// that is cancelled takes none any more; so its connections are closed first.
final class ServerGate: Sendable {
  private struct Connection: Sendable {
    var channel: any Channel
    var filter: NIOLoopBound<QuiescingFilter>
  }

  private struct State {
    var isClosed = false
    var connections: [ObjectIdentifier: Connection] = [:]
  }

  /// Long enough for what has been answered to leave.
  private static var leavingTime: TimeAmount { .milliseconds(50) }

  private let state = Mutex(State())

  /// Watches over a connection that has just been made, unless the gate is closed. Called on its event loop.
  func admit(_ channel: any Channel, _ filter: QuiescingFilter) -> Bool {
    let id = ObjectIdentifier(channel)
    let connection = Connection(channel: channel, filter: NIOLoopBound(filter, eventLoop: channel.eventLoop))
    let isAdmitted = state.withLock { state in
      if !state.isClosed { state.connections[id] = connection }
      return !state.isClosed
    }
    guard isAdmitted else { return false }
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.connections[id] = nil } }
    return true
  }

  /// Lets nothing more in, closes all connections, then calls back.
  func close(then proceed: @escaping @Sendable () -> Void) {
    let connections = state.withLock { state in
      state.isClosed = true
      return Array(state.connections.values)
    }
    guard let loop = connections.first?.channel.eventLoop else { return proceed() }
    let closings = connections.map { connection in
      connection.channel.eventLoop.submit { connection.filter.value.isOpen = false }
        .flatMap { connection.channel.eventLoop.scheduleTask(in: Self.leavingTime) {}.futureResult }
        .flatMap {
          connection.channel.close(promise: nil)
          return connection.channel.closeFuture
        }
    }
    EventLoopFuture.andAllComplete(closings, on: loop).whenComplete { _ in proceed() }
  }

  /// Lets nothing more in, and waits until all connections are closed.
  func close() async {
    await withCheckedContinuation { continuation in close { continuation.resume() } }
  }
}

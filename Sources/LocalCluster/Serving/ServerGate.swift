import NIOCore
import Synchronization

/// Keeps new work out of a server that is about to be cancelled.
///
/// NIO takes it for a mistake when a connection or a stream has been made and nobody takes it, and ends the process. A
/// server that is cancelled takes none any more; so its event loops are told first to make none.
final class ServerGate: Sendable {
  private struct Connection: Sendable {
    var loop: any EventLoop
    var filter: NIOLoopBound<QuiescingFilter>
  }

  private struct State {
    var isClosed = false
    var connections: [ObjectIdentifier: Connection] = [:]
  }

  /// Long enough for what has been made already to be taken.
  private static var takingTime: TimeAmount { .milliseconds(50) }

  private let state = Mutex(State())

  /// Watches over a connection that has just been made. Called on its event loop.
  func watch(_ channel: any Channel, _ filter: QuiescingFilter) {
    let id = ObjectIdentifier(channel)
    let connection = Connection(
      loop: channel.eventLoop, filter: NIOLoopBound(filter, eventLoop: channel.eventLoop))
    let isClosed = state.withLock { state in
      state.connections[id] = connection
      return state.isClosed
    }
    if isClosed { filter.isOpen = false }
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.connections[id] = nil } }
  }

  /// Lets nothing more in, then calls back.
  func close(then proceed: @escaping @Sendable () -> Void) {
    let connections = state.withLock { state in
      state.isClosed = true
      return Array(state.connections.values)
    }
    guard let loop = connections.first?.loop else { return proceed() }
    let closings = connections.map { connection in
      connection.loop.submit { connection.filter.value.isOpen = false }
    }
    EventLoopFuture.andAllComplete(closings, on: loop).whenComplete { _ in
      loop.scheduleTask(in: Self.takingTime) { proceed() }
    }
  }

  /// Lets nothing more in.
  func close() async {
    await withCheckedContinuation { continuation in close { continuation.resume() } }
  }
}

import HummingbirdCore
import NIOCore
import Synchronization

/// The connections of one server that nobody has taken up yet.
final class HeldConnections: Sendable {
  private struct State {
    var isWatching = false
    var values: [ObjectIdentifier: any ServerChildChannelValue] = [:]
  }

  /// How long a server that no longer listens has to take up what it has accepted.
  private let takingTime: TimeAmount
  private let state = Mutex(State())

  init(takingTime: TimeAmount) {
    self.takingTime = takingTime
  }

  var count: Int { state.withLock { $0.values.count } }

  /// Holds a connection until it is let go or closed. Called on its event loop, before it is active.
  func hold(_ value: any ServerChildChannelValue) {
    let channel = value.channel
    let isFirst = state.withLock { state in
      state.values[ObjectIdentifier(channel)] = value
      defer { state.isWatching = true }
      return !state.isWatching
    }
    channel.closeFuture.whenComplete { _ in self.letGo(of: channel) }
    guard isFirst, let listener = channel.parent else { return }
    listener.closeFuture.whenComplete { _ in
      listener.eventLoop.scheduleTask(in: self.takingTime) { self.closeAll() }
    }
  }

  func letGo(of channel: any Channel) {
    // Let go outside the lock: the last reference may be this one.
    _ = state.withLock { $0.values.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  private func closeAll() {
    for value in state.withLock({ Array($0.values.values) }) { value.channel.close(promise: nil) }
  }
}

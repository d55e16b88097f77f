import Synchronization

/// Messages for one task, from any number of senders.
///
/// What bounds it is that each sender has at most one message under way; ``replace(_:where:)`` is for those that have
/// more.
final class Mailbox<Message: Sendable>: Sendable {
  fileprivate struct State {
    var messages: [Message] = []
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func send(_ message: Message) {
    let reader = state.withLock { state in
      state.messages.append(message)
      return state.takeReader()
    }
    reader?.resume()
  }

  /// Sends a message in the place of those that it makes void.
  func replace(_ message: Message, where isVoid: (Message) -> Bool) {
    let reader = state.withLock { state in
      state.messages.removeAll(where: isVoid)
      state.messages.append(message)
      return state.takeReader()
    }
    reader?.resume()
  }

  func contains(where predicate: (Message) -> Bool) -> Bool {
    state.withLock { $0.messages.contains(where: predicate) }
  }

  /// Takes everything that is there.
  func takeAll() -> [Message] {
    state.withLock { state in
      defer { state.messages.removeAll() }
      return state.messages
    }
  }

  /// Waits until there is a message or the calling task is cancelled. Takes nothing. One task waits at a time.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          // The flag is set before the handler runs: a cancellation is seen here, or the handler finds the reader.
          if !state.messages.isEmpty || Task.isCancelled { return true }
          state.reader = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.takeReader() }?.resume()
    }
  }
}

extension Mailbox.State {
  fileprivate mutating func takeReader() -> CheckedContinuation<Void, Never>? {
    defer { reader = nil }
    return reader
  }
}

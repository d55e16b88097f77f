import KubeClient
import KubeCore
import KubeSimulator

/// One watch of a process.
///
/// A class, since all of them are looked through after each write: a value would be copied each time.
final class OpenWatch {
  let session: Int
  let storage: String
  var cursor: WatchCursor
  /// How long it may be silent before the client gives it up.
  let idleTimeout: Duration
  var lastWord: Duration
  var waiter: CheckedContinuation<Void, Never>?
  /// When it has something to say even if nothing happens.
  var wake: Duration = .zero
  var failure: KubeError?
  var isSilent = false
  /// What it says before it reads on; at the time that is given.
  var pending: (lines: [UInt8], due: Duration)?

  init(session: Int, cursor: WatchCursor, idleTimeout: Duration, lastWord: Duration) {
    (self.session, storage, self.cursor) = (session, cursor.storage, cursor)
    (self.idleTimeout, self.lastWord) = (idleTimeout, lastWord)
  }
}

/// What a watch does when it is read.
enum WatchPull: Sendable {
  case lines([UInt8])
  case end
  case failure(KubeError)
  /// Nothing now.
  case wait
}

extension WorldHost.State {
  mutating func pull(_ id: Int) -> WatchPull {
    guard let watch = watches[id] else { return .end }
    let now = world.elapsed
    if let failure = watch.failure { return .failure(failure) }
    if watch.isSilent || watch.pending.map({ $0.due > now }) ?? false {
      if now >= watch.lastWord + watch.idleTimeout { return .failure(KubeError(.timeout, message: "the watch is silent")) }
      watch.wake = min(watch.lastWord + watch.idleTimeout, watch.isSilent ? .seconds(1 << 40) : watch.pending?.due ?? now)
      return .wait
    }
    if let pending = watch.pending {
      watch.pending = nil
      watch.lastWord = now
      return .lines(pending.lines)
    }
    return readOn(watch, now)
  }

  private mutating func readOn(_ watch: OpenWatch, _ now: Duration) -> WatchPull {
    if world.trouble.ongoing(.flap, at: now) != nil { return .end }
    let replica = world.trouble.replica(at: now)
    let read =
      replica.map { $0.read(&watch.cursor, limit: 1, at: world.now) }
      ?? world.cluster.read(&watch.cursor, limit: 1, at: world.now)
    switch read {
    case .finished: return .end
    case .idle:
      let next = watch.cursor.nextWake - world.start
      watch.wake = min(next, watch.lastWord + watch.idleTimeout, world.trouble.replicaEnd(after: now) ?? next)
      return .wait
    case .lines(let lines):
      watch.lastWord = now
      return deliver(lines, watch, now)
    }
  }

  private mutating func deliver(_ lines: [UInt8], _ watch: OpenWatch, _ now: Duration) -> WatchPull {
    let (number, faults) = world.trouble.count(.event)
    world.note("  \(watch.session) event \(number): \(watch.storage)\(faults.isEmpty ? "" : " [\(faults[0])]")")
    guard let fault = faults.first else { return .lines(lines) }
    switch fault.kind {
    case .cut: return .failure(.broken)
    case .end: return .end
    case .tear:
      watch.failure = .broken
      return .lines(Array(lines.prefix(lines.count / 2)))
    case .twice: return .lines(lines + lines)
    case .hold:
      watch.pending = (lines, now + .seconds(fault.argument))
      watch.wake = now + .seconds(fault.argument)
      return .wait
    case .skip:
      world.trouble.watchlessUntil = now + .seconds(fault.argument)
      return .failure(.broken)
    case .expire, .fail:
      watch.failure = .broken
      return .lines(Self.errorEvent(fault.kind == .expire ? 410 : 500))
    case .flap:
      world.trouble.begin(fault, at: now)
      return .end
    case .silence:
      watch.isSilent = true
      watch.wake = watch.lastWord + watch.idleTimeout
      world.trouble.blindUntil = max(world.trouble.blindUntil, watch.wake)
      return .wait
    default: return .lines(lines)
    }
  }

  private static func errorEvent(_ status: Int) -> [UInt8] {
    guard case .bytes(let bytes) = FaultStatus.answer(status).body, let object = try? JSONParser.parse(bytes) else {
      return []
    }
    return JSONWriter.write(["type": "ERROR", "object": object]) + [UInt8(ascii: "\n")]
  }
}

extension KubeError {
  static let broken = KubeError(.connectionLost, message: "the connection broke")
}

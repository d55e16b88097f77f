import Synchronization

@testable import KubeConnection

/// Remembers notices.
final class NoticeLog: Sendable {
  private let entries = Mutex<[ConnectionNotice]>([])

  var observer: ConnectionObserver { { notice in self.entries.withLock { $0.append(notice) } } }
  var notices: [ConnectionNotice] { entries.withLock { $0 } }
  var kinds: [ConnectionNotice.Kind] { notices.map(\.kind) }
}

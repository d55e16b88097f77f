import KubeCore
import KubeTypes
import PodLifecycle
import Synchronization

/// The mailboxes of the pods that a kubelet runs, by uid: a pod that takes the name of another is not that other.
final class PodWorkers: Sendable {
  private struct State {
    var mailboxes: [String: Mailbox<PodEvent>] = [:]
    /// The pods that a list under way has shown; `nil` when there is none under way.
    var listed: Set<String>?
  }

  private let state = Mutex(State())

  /// - Returns: whether the pod has a worker.
  @discardableResult
  func send(_ event: PodEvent, to pod: Pod) -> Bool {
    guard let uid = pod.metadata.uid, let mailbox = state.withLock({ $0.mailboxes[uid] }) else { return false }
    // Only the newest object matters.
    mailbox.replace(event) { if case .observed = $0 { true } else { false } }
    return true
  }

  /// - Returns: `nil` for a pod that the API server has not stored.
  func add(_ pod: Pod) -> Mailbox<PodEvent>? {
    guard let uid = pod.metadata.uid else { return nil }
    let mailbox = Mailbox<PodEvent>()
    state.withLock { $0.mailboxes[uid] = mailbox }
    return mailbox
  }

  func remove(_ pod: Pod) {
    guard let uid = pod.metadata.uid else { return }
    _ = state.withLock { $0.mailboxes.removeValue(forKey: uid) }
  }

  func beginList() { state.withLock { $0.listed = [] } }

  func noteListed(_ pod: Pod) {
    guard let uid = pod.metadata.uid else { return }
    _ = state.withLock { $0.listed?.insert(uid) }
  }

  /// What the list has not shown is gone.
  func endList() {
    let gone = state.withLock { state -> [Mailbox<PodEvent>] in
      guard let listed = state.listed else { return [] }
      state.listed = nil
      return state.mailboxes.filter { !listed.contains($0.key) }.map(\.value)
    }
    for mailbox in gone { mailbox.send(.vanished) }
  }
}

import KubeRuntime

/// Bounds what reading pods takes of the processor, however many rollouts there are and however long their pages.
///
/// Who has spent time pays it off at the share that is allowed, and no rollout is read until little is owed. The counters
/// of pods only grow: what is read later is read all the same.
struct ScrapeBudget: Sendable {
  /// What may be owed, as the time that it takes to pay off.
  private static let credit = Duration.seconds(10)

  /// Processor seconds a second: 0.25 is a quarter of a core.
  private let share: Double
  /// When all is paid off.
  private var paidTime: MonotonicInstant?

  init(share: Double) { self.share = share }

  /// When the next rollout may be read; `nil` for at any time.
  var readyTime: MonotonicInstant? { paidTime.map { $0.advanced(by: .zero - Self.credit) } }

  mutating func spend(_ processorTime: Duration, at now: MonotonicInstant) {
    guard processorTime > .zero, share > 0 else { return }
    paidTime = max(paidTime ?? now, now) + processorTime / share
  }
}

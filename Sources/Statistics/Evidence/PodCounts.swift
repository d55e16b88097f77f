/// Counts by pod, in the order in which the pods came.
///
/// Rounds name the pods in the same order again and again, so that the next one is looked for where it was the last time:
/// that is several times faster than a dictionary, for names as long as those of pods.
struct PodCounts: Sendable, Codable, Equatable {
  /// More pods than this are not counted; a part of a large deployment is an unbiased sample.
  private static let mostPods = 512

  private var pods: [String] = []
  private var counts: [EventCount] = []
  /// Where the next pod is expected.
  private var next = 0

  var isEmpty: Bool { pods.isEmpty }

  /// The count if there is but one pod.
  var only: EventCount? { counts.count == 1 ? counts.first : nil }

  mutating func add(_ count: EventCount, of pod: String) {
    guard let place = place(of: pod) else { return }
    counts[place] += count
    next = place + 1
  }

  mutating func add(_ other: PodCounts) {
    for (pod, count) in zip(other.pods, other.counts) { add(count, of: pod) }
  }

  /// The counts by the names of the pods: sums of doubles depend on their order.
  var sorted: [EventCount] { zip(pods, counts).sorted { $0.0 < $1.0 }.map(\.1) }

  private mutating func place(of pod: String) -> Int? {
    let expected = next < pods.count ? next : 0
    if expected < pods.count, pods[expected] == pod { return expected }
    if let place = pods.firstIndex(of: pod) { return place }
    guard pods.count < Self.mostPods else { return nil }
    pods.append(pod)
    counts.append(.none)
    return pods.count - 1
  }
}

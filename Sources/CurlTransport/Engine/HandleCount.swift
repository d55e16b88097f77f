import Synchronization

/// How many of libcurl's easy handles there are, so that tests find those that are forgotten.
final class HandleCount: Sendable {
  private let count = Atomic(0)

  var current: Int { count.load(ordering: .relaxed) }

  func add(_ difference: Int) { count.add(difference, ordering: .relaxed) }
}

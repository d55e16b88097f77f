import KubeCore

/// How many replicas each set may have now.
extension DeploymentRollout {
  /// The size of the new set: as many as the surge allows.
  func sizeOfNewSet(current: Int) -> Int {
    guard !recreates else { return wanted }
    let most = wanted + limits.surge
    guard total < most else { return current }
    return current + min(most - total, wanted - current)
  }

  /// The next size of an old set that has replicas which are not available.
  ///
  /// - Parameter removed: how many have been taken away already in this look.
  func sizeWithoutUnhealthy(_ set: JSONValue, budget: Int, removed: Int) -> Int? {
    let (size, available) = (Self.replicas(set), set.statusCount("availableReplicas"))
    guard removed < budget, size > available else { return nil }
    return size - min(budget - removed, size - available)
  }

  /// How many replicas of old sets may go, healthy or not.
  var removable: Int {
    guard let newSet else { return 0 }
    let unavailable = Self.replicas(newSet) - newSet.statusCount("availableReplicas")
    return total - minimum - unavailable
  }

  /// The sizes of the sets when only the number of replicas has changed.
  ///
  /// One active set takes it whole; several share it by their size, so that a change in the middle of a rollout does
  /// not hasten it.
  var proportionalSizes: [(set: JSONValue, size: Int, notesSizes: Bool)] {
    if let only = activeOrLatest { return [(only, wanted, false)] }
    if isSaturated { return activeOldSets.map { ($0, 0, false) } }
    guard !recreates else { return [] }
    let active = sets.filter { Self.replicas($0) > 0 }
    let room = (wanted > 0 ? wanted + limits.surge : 0) - active.reduce(0) { $0 + Self.replicas($1) }
    let ordered = room == 0 ? active : bySize(active, newerFirst: room > 0)
    var added = 0
    var sizes = ordered.map { set in
      let share = share(of: set, room: room, added: added)
      added += share
      return (set: set, size: Self.replicas(set) + share, notesSizes: true)
    }
    if room != 0, let first = sizes.first { sizes[0].size = max(0, first.size + room - added) }
    return sizes
  }

  /// The only set with replicas, or the latest when there is none; `nil` when there are several.
  private var activeOrLatest: JSONValue? {
    let active = sets.filter { Self.replicas($0) > 0 }
    switch active.count {
    case 0: return newSet ?? oldSets.last
    case 1: return active[0]
    default: return nil
    }
  }

  /// Whether the new set has all replicas, and all of them are available.
  private var isSaturated: Bool {
    guard let newSet else { return false }
    return Self.replicas(newSet) == wanted && DeploymentAnnotations.desired(of: newSet) == wanted
      && newSet.statusCount("availableReplicas") == wanted
  }

  private func bySize(_ sets: [JSONValue], newerFirst: Bool) -> [JSONValue] {
    // The sets come oldest first, the new one last.
    let byAge = sets.sorted { left, right in
      let (first, second) = (left.creationTime, right.creationTime)
      if let first, let second, first != second { return first < second }
      return left.name < right.name
    }
    return (newerFirst ? byAge.reversed() : byAge).enumerated().sorted { left, right in
      let (first, second) = (Self.replicas(left.element), Self.replicas(right.element))
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }

  private func share(of set: JSONValue, room: Int, added: Int) -> Int {
    let size = Self.replicas(set)
    guard size > 0, room != 0, room != added else { return 0 }
    let fraction = growth(of: set, size: size)
    return room > 0 ? min(fraction, room - added) : max(fraction, room - added)
  }

  /// What a set would gain if it kept its part of the whole.
  private func growth(of set: JSONValue, size: Int) -> Int {
    guard wanted > 0 else { return -size }
    let noted = DeploymentAnnotations.maximum(of: set) ?? 0
    let before = noted != 0 ? noted : deployment.statusCount("replicas")
    guard before != 0 else { return 0 }
    let new = Double(size) * Double(wanted + limits.surge) / Double(before)
    return Int(clamping: Int64(exactly: new.rounded(.toNearestOrAwayFromZero)) ?? 0) - size
  }
}

import KubeCore

/// How pods of former templates are replaced.
extension DaemonSetPlan {
  var desired: Int { nodes.count(where: \.runs) }

  private func limit(_ name: String, of total: Int, roundsUp: Bool) -> Int {
    let strategy = set["spec"]?["updateStrategy"]
    guard strategy?["type"] == "RollingUpdate" else { return 0 }
    return ScaledValue.resolve(strategy?["rollingUpdate"]?[name], of: total, roundsUp: roundsUp) ?? 0
  }

  var surges: Bool { limit("maxSurge", of: 1, roundsUp: true) > 0 }

  /// Replaces as many pods of former templates as may be away at once.
  mutating func roll() {
    guard set["spec"]?["updateStrategy"]?["type"] == "RollingUpdate" else { return }
    let surge = limit("maxSurge", of: desired, roundsUp: true)
    let unavailable = limit("maxUnavailable", of: desired, roundsUp: true)
    if surge == 0 {
      replace(max(unavailable, desired > 0 ? 1 : 0))
    } else {
      self.surge(surge)
    }
  }

  /// The nodes that have pods or should have one, with the pods that are there to stay.
  private var stationed: [(node: String, new: [JSONValue], old: [JSONValue])] {
    let names = Set(pods.keys).union(nodes.filter(\.runs).map(\.name))
    return names.sorted().map { name in
      let own = (pods[name] ?? []).filter { !$0.isDeleting }
      return (name, own.filter(isUpdated), own.filter { !isUpdated($0) })
    }
  }

  /// Takes old pods away, first those that are not available anyway.
  private mutating func replace(_ limit: Int) {
    var missing = 0
    var broken: [JSONValue] = []
    var candidates: [JSONValue] = []
    for station in stationed {
      guard station.new.count + station.old.count == 1 else {
        missing += 1
        continue
      }
      if let new = station.new.first {
        if !isAvailable(new) { missing += 1 }
      } else if let old = station.old.first, !isAvailable(old) {
        broken.append(old)
        missing += 1
      } else if let old = station.old.first, missing < limit {
        candidates.append(old)
      }
    }
    removals += broken + candidates.prefix(max(0, limit - missing))
  }

  /// Puts new pods beside old ones, and takes an old one away when the new one is available.
  private mutating func surge(_ limit: Int) {
    let runs = Set(nodes.filter(\.runs).map(\.name))
    var surplus = 0
    var available = 0
    var allowed: [String] = []
    var candidates: [String] = []
    var displaced: [JSONValue] = []
    for station in stationed {
      guard station.new.count <= 1, station.old.count <= 1 else {
        surplus += 1
        continue
      }
      if let pod = station.old.first ?? station.new.first, isAvailable(pod) { available += 1 }
      guard let old = station.old.first else { continue }
      if let new = station.new.first {
        if isAvailable(new) { removals.append(old) } else { surplus += 1 }
      } else if !isAvailable(old) {
        if runs.contains(station.node) { allowed.append(station.node) } else { removals.append(old) }
      } else if !runs.contains(station.node) {
        displaced.append(old)
      } else if surplus < limit {
        candidates.append(station.node)
      }
    }
    removals += displaced.prefix(max(0, available - desired))
    additions += allowed + candidates.prefix(max(0, limit - surplus))
  }
}

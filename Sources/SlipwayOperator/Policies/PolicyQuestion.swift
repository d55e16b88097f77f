import KubeCore
import RolloutEngine
import SlipwayAPI

/// What one policy says to one ModelDeployment at one moment.
struct PolicyQuestion {
  let policy: RolloutPolicy
  let key: ObjectKey
  /// The ModelDeployments of the policy, those that have waited longest first.
  let fleet: [FleetMember]
  let now: Timestamp

  private var spec: RolloutPolicySpec { policy.spec }
  private var subject: String { "policy `\(policy.metadata.name ?? "")`" }

  /// The gates that are closed.
  var gates: [RolloutGate] { [windowGate, queueGate, approvalGate, haltGate].compactMap(\.self) }
}

// MARK: - Windows

extension PolicyQuestion {
  private static let everything: Set<RolloutGate.Point> = [.start, .step, .promotion]

  private var windowGate: RolloutGate? {
    var (opening, closing): ([Timestamp?], [Timestamp]) = ([], [])
    let allowing = spec.windows.filter { $0.effect == .allow }
    for window in spec.windows {
      guard let offset = TimeZones.offset(window.timeZone) else {
        return RolloutGate(
          .windowClosed, points: Self.everything,
          message: "\(subject) names the time zone `\(window.timeZone)`, which is not known")
      }
      let end = window.closingTime(at: now, offset)
      if window.effect == .deny, let end { closing.append(end) }
      if window.effect == .allow { opening.append(end == nil ? window.openingTime(after: now, offset) : now) }
    }
    let isAllowed = allowing.isEmpty || opening.contains(now)
    guard !isAllowed || !closing.isEmpty else { return nil }
    // Looked at again when something changes first; until then nothing does.
    let next = ((isAllowed ? [] : [opening.compactMap(\.self).min()]) + [closing.max()]).compactMap(\.self).max()
    let windows = (closing.isEmpty ? allowing : spec.windows.filter { $0.effect == .deny }).map(Self.text)
    return RolloutGate(
      .windowClosed, points: Self.everything,
      message: "\(subject) \(closing.isEmpty ? "allows" : "denies") rollouts in \(windows.joined(separator: ", "))",
      openTime: next)
  }

  private static func text(_ window: RolloutWindow) -> String {
    "`\(window.schedule.text)` \(window.timeZone) for \(window.length)"
  }
}

// MARK: - Others

extension PolicyQuestion {
  /// Those that wait are let in one by one in their order, as far as there is room; who is not among them waits on.
  private var queueGate: RolloutGate? {
    let limits = spec.concurrency
    guard limits.total != nil || limits.perNamespace != nil, fleet.first(where: { $0.key == key })?.isRolling != true
    else { return nil }
    var total = 0
    var perNamespace: [String: Int] = [:]
    for member in fleet where member.isRolling {
      total += 1
      perNamespace[member.key.namespace ?? "", default: 0] += 1
    }
    var before = 0
    for member in fleet where member.waitingSince != nil {
      let namespace = member.key.namespace ?? ""
      let fits = total < limits.total ?? .max && perNamespace[namespace, default: 0] < limits.perNamespace ?? .max
      if member.key == key { return fits ? nil : queued(under: limits, behind: before) }
      before += 1
      guard fits else { continue }
      total += 1
      perNamespace[namespace, default: 0] += 1
    }
    return nil
  }

  private func queued(under limits: RolloutConcurrency, behind count: Int) -> RolloutGate {
    let numbers = [limits.total.map { "\($0) at once" }, limits.perNamespace.map { "\($0) in a namespace" }]
    return RolloutGate(
      .queued, points: [.start],
      message: "\(subject) allows \(numbers.compactMap(\.self).joined(separator: " and ")), and \(count) wait before it")
  }

  private var approvalGate: RolloutGate? {
    switch spec.approval {
    case .none: nil
    case .promotion:
      RolloutGate(.approvalRequired, points: [.promotion], message: "\(subject) wants its promotion approved")
    }
  }

  private var haltGate: RolloutGate? {
    guard let halt = spec.halt else { return nil }
    let recent = fleet.compactMap(\.failureTime).filter { $0 + halt.within.duration > now }.sorted(by: >)
    guard recent.count >= halt.failures, let last = recent.dropFirst(halt.failures - 1).first else { return nil }
    return RolloutGate(
      .fleetHalted, points: Self.everything,
      message: "\(recent.count) candidates have failed within \(halt.within), and \(subject) halts all at \(halt.failures)",
      openTime: last + halt.within.duration)
  }
}

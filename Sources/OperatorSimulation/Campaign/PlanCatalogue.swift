import KubeCore
import KubeRuntime
import KubeSimulator

/// What is worth trying on a scenario, from how it went without faults.
struct PlanCatalogue {
  private let reference: Outcome
  private let form: Campaign.Form

  init(_ reference: Outcome, form: Campaign.Form) { (self.reference, self.form) = (reference, form) }

  /// Every plan of one fault that the form calls for, and combinations of several that a seed determines.
  func cases(combinations: Int, seed: UInt64) -> [Trial.Case] {
    var generator = SplitMix64(seed: seed)
    if form == .leaders {
      let others = calls + events
      return (0..<combinations).map { _ in rivalry(beside: others, using: &generator) }
    }
    let single = faults.map { Trial.Case(plan: FaultPlan([$0]), seed: seed) }
    return single + (0..<combinations).map { _ in combination(of: faults, using: &generator) }
  }

  /// Two processes that both believe in themselves for a while, and in every other case something else that goes wrong.
  private func rivalry(beside others: [Fault], using generator: inout SplitMix64) -> Trial.Case {
    let kind = Bool.random(using: &generator) ? FaultKind.twin : .usurp
    let span = Int.random(in: 5...90, using: &generator)
    var chosen = [Fault(.second, Int.random(in: 0...length, using: &generator), kind, span)]
    if Bool.random(using: &generator), let other = others.randomElement(using: &generator) { chosen.append(other) }
    return Trial.Case(plan: FaultPlan(chosen), seed: generator.next() >> 32, mixesOrder: true)
  }

  private func combination(of faults: [Fault], using generator: inout SplitMix64) -> Trial.Case {
    let count = Int.random(in: 2...3, using: &generator)
    let chosen = (0..<count).compactMap { _ in faults.randomElement(using: &generator) }
    return Trial.Case(
      plan: FaultPlan(chosen), seed: generator.next() >> 32, mixesOrder: Bool.random(using: &generator))
  }

  private var faults: [Fault] { calls + events + scrapes + seconds }

  private var calls: [Fault] {
    let crashes: [FaultKind] = [.crashBefore, .crashAfterCommit]
    let others: [FaultKind] = [
      .crashAfterAnswer, .crashIntoPast, .unreachable, .untrusted, .timeOutBefore, .timeOutAfter, .cutBefore, .cutAfter,
      .slow, .truncate, .garble, .page, .stale,
    ]
    let statuses = form == .short ? [409, 429, 500] : FaultStatus.all
    return numbers(reference.calls).flatMap { number in
      crashes.map { Fault(.call, number, $0) } + (isChosen(number) ? others.map { Fault(.call, number, $0) } : [])
        + (isChosen(number) ? statuses.map { Fault(.call, number, .refuse, $0) } : [])
    }
  }

  private var events: [Fault] {
    numbers(reference.events).filter(isChosen).flatMap { number in
      FaultKind.allCases.filter { $0.places == [.event] }.map { Fault(.event, number, $0) }
    }
  }

  private var scrapes: [Fault] {
    numbers(reference.scrapes).filter(isChosen).flatMap { number in
      FaultKind.allCases.filter { $0.places == [.scrape] }.map { Fault(.scrape, number, $0) }
    }
  }

  private var seconds: [Fault] {
    let kinds = FaultKind.allCases.filter { $0.places == [.second] && (hasRoute || !$0.concernsRoutes) }
    return (0...length).filter(isChosen).flatMap { second in
      kinds.flatMap { kind -> [Fault] in
        switch kind {
        case .stepWall: [3600, -3600, 5].map { Fault(.second, second, kind, $0) }
        case .drift: [50, 200].map { Fault(.second, second, kind, $0) }
        case .revoke:
          (1...RequestRules.permissionCount).map { Fault(.second, second, kind, $0) }.filter(isNoticed)
        case .podCrash, .podVanish: (1...6).map { Fault(.second, second, kind, $0) }
        case .deleteDeployment, .disown, .unlabel, .finalize: (1...2).map { Fault(.second, second, kind, $0) }
        case .deleteService, .editSelector: (1...3).map { Fault(.second, second, kind, $0) }
        case .scale: [0, 2, 7].map { Fault(.second, second, kind, $0) }
        default: [Fault(.second, second, kind)]
        }
      }
    }
  }

  /// Whether a right is made use of while it is missing: if it is not, the run is the one without faults.
  private func isNoticed(_ revocation: Fault) -> Bool {
    let start = reference.world.script.since + .seconds(revocation.number)
    let span = start..<start + revocation.kind.span(revocation.argument)
    let uses = reference.world.permissionUses[RequestRules.permission(revocation.argument)] ?? []
    return uses.contains { span.contains($0) }
  }

  /// How long the run took to its end, in seconds.
  private var length: Int {
    let began = reference.world.script.since
    return max(0, Int(((reference.endedAt ?? reference.elapsed) - began).components.seconds))
  }

  private var hasRoute: Bool {
    let (view, kind) = (reference.world.view, ClusterView.Kind.route)
    return !(view.objects[kind] ?? [:]).isEmpty || view.lives.keys.contains { $0.hasPrefix(kind.rawValue) }
  }

  private func numbers(_ count: Int) -> [Int] { count > 0 ? Array(1...count) : [] }

  /// The short form tries a part of the places.
  private func isChosen(_ number: Int) -> Bool { form == .long || number % 3 == 1 }
}

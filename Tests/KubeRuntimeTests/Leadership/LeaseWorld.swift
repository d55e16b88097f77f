import KubeCore
import KubeTypes

@testable import KubeRuntime

/// Replicas that compete for one lease over a network that delays and loses messages, on clocks of their own, with
/// processes that are halted and killed: the election's rules explored without tasks, from a seed.
struct LeaseWorld {
  struct Settings {
    var replicas = 3
    /// How long a message takes, each way, in seconds.
    var delay = 0.001...0.05
    /// The share of messages that get lost, each way.
    var loss = 0.0
    /// How often a step is followed by a halt of the process.
    var halts = 0.0
    var haltSeconds = 1.0...40
    /// How fast the replicas' clocks run, compared with the true one.
    var rates = 1.0...1
  }

  /// A term as its replica saw it, in true time.
  struct Term: Hashable {
    var replica: Int
    var from: Double
    var until: Double
  }

  private enum Event {
    case act
    case arrive(LeaderElectionState.Step, sentAt: MonotonicInstant)
    case answer(Answer, sentAt: MonotonicInstant)
  }

  private enum Answer {
    case read(Lease?)
    case wrote(Lease)
    case refused
    case none
  }

  private struct Replica {
    var state: LeaderElectionState
    let rate: Double
    let origin: Double
    var isAlive = true
    var haltedUntil = 0.0

    func local(_ time: Double) -> MonotonicInstant { MonotonicInstant(sinceOrigin: .seconds(origin + time * rate)) }

    func trueTime(of instant: MonotonicInstant) -> Double { (instant.sinceOrigin / .seconds(1) - origin) / rate }
  }

  private(set) var terms: [Term] = []
  private(set) var now = 0.0
  private(set) var calls = 0
  private var lease: Lease?
  private var version = 0
  private var replicas: [Replica] = []
  private var queue: [(at: Double, order: Int, replica: Int, event: Event)] = []
  private var order = 0
  private var random: SplitMix64
  private let settings: Settings

  init(seed: UInt64, _ settings: Settings) {
    random = SplitMix64(seed: seed)
    self.settings = settings
    for index in 0..<settings.replicas {
      let configuration = LeaderElectionConfiguration(namespace: "ops", name: "leader", identity: "replica-\(index)")
      replicas.append(
        Replica(
          state: LeaderElectionState(configuration), rate: Double.random(in: settings.rates, using: &random),
          origin: Double.random(in: 0...1e6, using: &random)))
      schedule(.act, of: index, in: Double.random(in: 0...3, using: &random))
    }
  }

  /// Who leads by its own clock at this moment.
  var leaders: [Int] {
    replicas.indices.filter { index in
      let replica = replicas[index]
      return replica.isAlive && replica.state.leadsUntil.map { replica.local(now) < $0 } ?? false
    }
  }

  mutating func kill(_ index: Int) { replicas[index].isAlive = false }

  /// Ends a replica in good order, once nothing of it is under way.
  mutating func stop(_ index: Int) {
    run(until: now + 10) { $0.replicas[index].state.release(wall: Self.wall) != nil }
    guard let (spec, _) = replicas[index].state.release(wall: Self.wall) else { return }
    store(spec)
    kill(index)
  }

  /// Goes on until a time, or until a condition holds after an event.
  mutating func run(until end: Double, or isOver: (LeaseWorld) -> Bool = { _ in false }) {
    while let next = queue.indices.min(by: { (queue[$0].at, queue[$0].order) < (queue[$1].at, queue[$1].order) }),
      queue[next].at <= end
    {
      let entry = queue.remove(at: next)
      now = entry.at
      handle(entry.event, of: entry.replica)
      if isOver(self) { return }
    }
    now = end
  }
}

extension LeaseWorld {
  private static var wall: Timestamp { Timestamp(seconds: 1_800_000_000) }

  private mutating func schedule(_ event: Event, of replica: Int, in delay: Double) {
    order += 1
    queue.append((now + max(delay, 0), order, replica, event))
  }

  private mutating func handle(_ event: Event, of index: Int) {
    if case .arrive(let step, let sentAt) = event {
      // The server's side: it neither halts nor dies.
      let answer = serve(step)
      return send(.answer(chance(settings.loss) ? .none : answer, sentAt: sentAt), of: index)
    }
    guard replicas[index].isAlive else { return }
    let replica = replicas[index]
    guard replica.haltedUntil <= now else { return schedule(event, of: index, in: replica.haltedUntil - now) }
    if case .answer(let answer, let sentAt) = event {
      take(answer, sentAt, of: index)
    }
    act(index)
  }

  private mutating func act(_ index: Int) {
    let local = replicas[index].local(now)
    if let end = replicas[index].state.leadsUntil, end <= local { replicas[index].state.gaveUp() }
    let step = replicas[index].state.step(now: local, wall: Self.wall)
    if case .wait(let deadline) = step {
      return schedule(.act, of: index, in: replicas[index].trueTime(of: deadline) - now + 1e-9)
    }
    switch step {
    case .create, .update: replicas[index].state.writing()
    default: break
    }
    calls += 1
    if chance(settings.halts) {
      replicas[index].haltedUntil = now + Double.random(in: settings.haltSeconds, using: &random)
    }
    if chance(settings.loss) {
      // Never arrives: the time limit ends the exchange.
      schedule(.answer(.none, sentAt: local), of: index, in: 5)
    } else {
      send(.arrive(step, sentAt: local), of: index)
    }
  }

  private mutating func send(_ event: Event, of index: Int) {
    if case .answer(.none, _) = event { return schedule(event, of: index, in: 5) }
    schedule(event, of: index, in: Double.random(in: settings.delay, using: &random))
  }

  private mutating func take(_ answer: Answer, _ sentAt: MonotonicInstant, of index: Int) {
    let local = replicas[index].local(now)
    switch answer {
    case .read(let lease): replicas[index].state.read(lease, now: local, using: &random)
    case .wrote(let lease):
      replicas[index].state.wrote(lease, sentAt: sentAt, now: local, using: &random)
      noteTerm(of: index)
    case .refused: replicas[index].state.refused()
    case .none: replicas[index].state.failed(now: local, using: &random)
    }
  }

  private mutating func noteTerm(of index: Int) {
    guard let end = replicas[index].state.leadsUntil else { return }
    let until = replicas[index].trueTime(of: end)
    guard until > now else { return }
    if let last = terms.indices.last, terms[last].replica == index, terms[last].until >= now {
      terms[last].until = until
    } else {
      terms.append(Term(replica: index, from: now, until: until))
    }
  }

  private mutating func serve(_ step: LeaderElectionState.Step) -> Answer {
    switch step {
    case .read: return .read(lease)
    case .create(let spec):
      guard lease == nil else { return .refused }
      return .wrote(store(spec))
    case .update(let spec, let known):
      guard lease?.metadata.resourceVersion == known else { return .refused }
      return .wrote(store(spec))
    case .wait: return .none
    }
  }

  @discardableResult
  private mutating func store(_ spec: LeaseSpec) -> Lease {
    version += 1
    var stored = Lease(metadata: ObjectMeta(name: "leader", namespace: "ops"), spec: spec)
    stored.metadata.resourceVersion = String(version)
    lease = stored
    return stored
  }

  private mutating func chance(_ share: Double) -> Bool { share > 0 && Double.random(in: 0..<1, using: &random) < share }
}

import KubeCore

@testable import KubeRuntime

/// Replicas that share keys by their leases, over a network that delays and loses messages, on clocks of their own,
/// while some come, go, halt and die: the rules of sharding explored without tasks, from a seed.
struct ShardWorld {
  struct Settings {
    /// How long a message takes, each way, in seconds.
    var delay = 0.001...0.05
    /// The share of messages that get lost, each way.
    var loss = 0.0
    /// How often a step is followed by a halt of the process.
    var halts = 0.0
    var haltSeconds = 1.0...40
    /// How fast the replicas' clocks run, compared with the true one.
    var rates = 1.0...1
    /// How long what is being done with a key goes on.
    var drainSeconds = 0.0...3
  }

  private enum Event {
    case act(look: Int)
    case arrive(ShardState.Step, sentAt: MonotonicInstant, number: Int)
    case answer(Answer, sentAt: MonotonicInstant, number: Int)
    case drained(Set<String>)
  }

  private enum Answer {
    case read([ShardState.Observation])
    case wrote(ShardState.Observation)
    case removed(ShardState.Observation)
    case refused
    case none
  }

  private struct Replica {
    var state: ShardState
    let rate: Double
    let origin: Double
    var isAlive = true
    var haltedUntil = 0.0
    /// The last exchange, and whether it is under way.
    var exchange = 0
    var isBusy = false
    /// The look that is due next; earlier ones have been overtaken.
    var look = 0

    func local(_ time: Double) -> MonotonicInstant { MonotonicInstant(sinceOrigin: .seconds(origin + time * rate)) }

    func trueTime(of instant: MonotonicInstant) -> Double { (instant.sinceOrigin / .seconds(1) - origin) / rate }
  }

  private(set) var now = 0.0
  private var leases: [String: ShardState.Observation] = [:]
  private var version = 0
  private var replicas: [Replica] = []
  private var queue: [(at: Double, order: Int, replica: Int, event: Event)] = []
  private var order = 0
  private var random: SplitMix64
  private let settings: Settings

  init(seed: UInt64, _ settings: Settings = Settings(), replicas count: Int) {
    random = SplitMix64(seed: seed)
    self.settings = settings
    for _ in 0..<count { join() }
  }

  /// Starts one more replica.
  @discardableResult
  mutating func join() -> Int {
    let index = replicas.count
    replicas.append(
      Replica(
        state: ShardState(identity: "replica-\(index)", timing: LeaseTiming()),
        rate: Double.random(in: settings.rates, using: &random), origin: Double.random(in: 0...1e6, using: &random)))
    schedule(.act(look: 0), of: index, in: Double.random(in: 0...1, using: &random))
    return index
  }

  /// Kills a replica.
  mutating func kill(_ index: Int) { replicas[index].isAlive = false }

  /// Tells a replica to give up its keys and leave.
  mutating func leave(_ index: Int) {
    replicas[index].state.leave()
    schedule(.drained([]), of: index, in: Double.random(in: settings.drainSeconds, using: &random))
  }

  var living: [Int] { replicas.indices.filter { replicas[$0].isAlive } }

  /// The replicas that would act on a key at this moment.
  func owners(of key: String) -> [Int] {
    living.filter { replicas[$0].haltedUntil <= now && replicas[$0].state.owns(key, now: replicas[$0].local(now)) }
  }

  var isSettled: Bool { living.allSatisfy { replicas[$0].state.isSettled(now: replicas[$0].local(now)) } }

  /// Goes on until a time, or until a condition holds after an event.
  mutating func run(until end: Double, isOver: (ShardWorld) -> Bool = { _ in false }) {
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

extension ShardWorld {
  private mutating func schedule(_ event: Event, of replica: Int, in delay: Double) {
    order += 1
    queue.append((now + max(delay, 0), order, replica, event))
  }

  private mutating func handle(_ event: Event, of index: Int) {
    if case .arrive(let step, let sentAt, let number) = event {
      // The server's side: it neither halts nor dies.
      let answer = serve(step, of: index)
      guard !chance(settings.loss) else { return }
      let delay = Double.random(in: settings.delay, using: &random)
      return schedule(.answer(answer, sentAt: sentAt, number: number), of: index, in: delay)
    }
    guard replicas[index].isAlive else { return }
    guard replicas[index].haltedUntil <= now else {
      return schedule(event, of: index, in: replicas[index].haltedUntil - now)
    }
    switch event {
    case .drained(let view):
      replicas[index].state.drained(for: view)
      if !replicas[index].isBusy { act(index) }
    case .answer(let answer, let sentAt, let number):
      // The time limit, or the answer: whichever came first.
      guard replicas[index].exchange == number else { return }
      take(answer, sentAt, of: index)
      act(index)
    case .act(let look):
      if replicas[index].look == look { act(index) }
    case .arrive:
      break
    }
  }

  private mutating func act(_ index: Int) {
    let local = replicas[index].local(now)
    if replicas[index].state.hasLeft { return kill(index) }
    replicas[index].look += 1
    let look = replicas[index].look
    let step = replicas[index].state.step(now: local)
    switch step {
    case .wait(let deadline):
      return schedule(.act(look: look), of: index, in: replicas[index].trueTime(of: deadline) - now + 1e-9)
    case .drain(let view):
      replicas[index].state.draining()
      schedule(.drained(view), of: index, in: Double.random(in: settings.drainSeconds, using: &random))
      return schedule(.act(look: look), of: index, in: 0)
    case .publish(let view, _):
      replicas[index].state.writing(view)
    case .read, .remove:
      break
    }
    if chance(settings.halts) {
      replicas[index].haltedUntil = now + Double.random(in: settings.haltSeconds, using: &random)
    }
    replicas[index].exchange += 1
    replicas[index].isBusy = true
    let number = replicas[index].exchange
    schedule(.answer(.none, sentAt: local, number: number), of: index, in: 5)
    guard !chance(settings.loss) else { return }
    let delay = Double.random(in: settings.delay, using: &random)
    schedule(.arrive(step, sentAt: local, number: number), of: index, in: delay)
  }

  private mutating func take(_ answer: Answer, _ sentAt: MonotonicInstant, of index: Int) {
    replicas[index].exchange += 1
    replicas[index].isBusy = false
    let local = replicas[index].local(now)
    switch answer {
    case .read(let leases): replicas[index].state.read(leases, now: local)
    case .wrote(let lease): replicas[index].state.wrote(lease, sentAt: sentAt, now: local, using: &random)
    case .removed(let lease): replicas[index].state.removed(lease)
    case .refused: replicas[index].state.refused()
    case .none: replicas[index].state.failed(now: local, using: &random)
    }
  }

  private mutating func serve(_ step: ShardState.Step, of index: Int) -> Answer {
    switch step {
    case .read:
      return .read(leases.values.sorted { $0.identity < $1.identity })
    case .publish(let view, let known):
      let identity = "replica-\(index)"
      guard leases[identity]?.resourceVersion == known else { return .refused }
      version += 1
      let lease = ShardState.Observation(
        identity: identity, name: identity, resourceVersion: String(version), leaseSeconds: view.isEmpty ? 1 : 15,
        view: view)
      leases[identity] = lease
      return .wrote(lease)
    case .remove(let lease):
      guard leases[lease.identity] == lease else { return .refused }
      leases[lease.identity] = nil
      return .removed(lease)
    case .drain, .wait:
      return .none
    }
  }

  private mutating func chance(_ share: Double) -> Bool { share > 0 && Double.random(in: 0..<1, using: &random) < share }
}

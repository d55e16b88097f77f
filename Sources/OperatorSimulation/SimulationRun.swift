import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import Synchronization

/// Carries out one simulation: lets everything run that can, then lets time pass to the next thing that happens.
final class SimulationRun {
  /// How long it takes until another process is started for one that died.
  static let restartTime = Duration.seconds(1)
  /// How long after the end of all trouble the scenario must have come to its end.
  static let longest = Duration.seconds(700)
  /// What may still be written after the end has been reached.
  static let afterglow = Duration.seconds(20)
  /// What takes no longer happens at one instant: a clock that is told to wait for a nanosecond all the time stands still.
  private static let instant = Duration.milliseconds(1)
  /// Far more jobs than anything needs at one instant.
  private static let jobLimit = 100_000

  let simulation: Simulation
  let host: WorldHost
  private(set) var processes: [OperatorProcess] = []
  /// When processes are to be started.
  var starts: [Duration]
  /// When processes are to be told to stop: one of them, or the eldest that there is then.
  var stops: [(due: Duration, session: Int?)] = []
  var endedAt: Duration?
  /// When a process last ended in good order. The others mend what it wrote last.
  private(set) var lastLeave = Duration.zero
  private var pace: Pace
  private var instantBegan = Duration.zero
  var isBroken = false
  /// Whether another process is started when none is left.
  var replacesProcesses = true
  var isFinishing = false
  /// The state of the cluster since which nothing more must be written.
  var revisionAtCalm: Int64?

  init(_ simulation: Simulation, world: World, firstStart: Duration?) {
    self.simulation = simulation
    host = WorldHost(world, keepsCheckpoints: simulation.keepsCheckpoints)
    starts = firstStart.map { [$0] } ?? []
    pace = Pace(since: world.elapsed)
  }

  func run() -> Outcome {
    while !isBroken, !hasFound {
      settle()
      if host.edit({ $0.runScript() }) { continue }
      noteEnd()
      guard !isOver, let next = nextWake else { break }
      advance(to: next)
    }
    let end = host.read { EndState($0.view) }
    if !hasFound { finish() }
    killAll()
    return outcome(end)
  }

  /// Whether what the run is for has been seen.
  private var hasFound: Bool {
    guard let sought = simulation.stopsAt else { return false }
    return host.read { $0.timeline.violations.contains { $0.invariant == sought } }
  }

  func violate(_ invariant: Invariant, _ message: String) {
    host.edit { $0.timeline.note(Violation(invariant, message), at: $0.elapsed) }
  }

  // MARK: Running

  /// Runs until no process can do anything more at this instant.
  func settle() {
    var jobs = 0
    var hasRun = true
    while hasRun, !isBroken {
      hasRun = false
      for process in processes {
        if host.hasEnded(process.session) {
          bury(process)
          hasRun = true
        } else if process.runOne() {
          hasRun = true
        } else if process.hasEnded {
          release(process)
          hasRun = true
        }
      }
      jobs += 1
      if jobs > Self.jobLimit || host.state.withLock({ $0.load.callsThisInstant > CallLoad.instantLimit }) {
        violate(.l3, "it runs on and on without letting time pass")
        isBroken = true
      }
    }
  }

  /// Ends a process that has died, and has another one started.
  private func bury(_ process: OperatorProcess) {
    processes.removeAll { $0.session == process.session }
    let session = process.session
    host.edit {
      $0.note("  \(session) dies")
      $0.leadership.noteDeath(of: session, at: $0.elapsed)
    }
    if !process.kill() { violate(.l6, "a process that lost its way does not end") }
    if processes.isEmpty, starts.isEmpty, replacesProcesses { starts.append(host.elapsed + Self.restartTime) }
  }

  /// Takes leave of a process that has ended in good order.
  private func release(_ process: OperatorProcess) {
    processes.removeAll { $0.session == process.session }
    host.edit { $0.note("  \(process.session) has ended") }
    if !process.isGone { violate(.l6, "a process that has ended has left something running") }
    let watches = host.openWatches(of: process.session)
    if watches > 0 { violate(.l6, "a process that has ended has left \(watches) watches open") }
    host.cutOff(process.session)
    lastLeave = host.elapsed
    if processes.isEmpty, starts.isEmpty, !isFinishing, replacesProcesses { starts.append(host.elapsed + Self.restartTime) }
  }

  func startProcess() {
    let session = host.edit { $0.startSession() }
    let seed = simulation.seed &* 0x9E37_79B9 &+ UInt64(session)
    processes.append(
      OperatorProcess(
        session: session, on: host, as: simulation.subject,
        order: simulation.mixesOrder ? .seeded(.init(seed: seed)) : .arrival, seed: simulation.seed))
  }

  // MARK: Time

  var nextWake: Duration? {
    let watches = host.state.withLock { state in
      state.watches.values.filter { $0.waiter != nil }.map(\.wake).min()
    }
    let world = host.read {
      [
        $0.kubelet.nextWake, $0.dataPlane?.nextWake, $0.trouble.nextWake, $0.script.nextWake(in: $0),
        $0.repairs.map(\.due).min(),
      ].compactMap(\.self)
    }
    let own = processes.compactMap(\.nextWake) + starts + stops.map(\.due) + [quietEnd].compactMap(\.self)
    return (own + world + [watches].compactMap(\.self)).min()
  }

  func advance(to next: Duration) {
    let now = max(next, host.elapsed)
    if now - instantBegan >= Self.instant { instantBegan = now }
    let load = host.state.withLock { state in
      let load = state.load
      state.load = CallLoad()
      if instantBegan != now { state.load.callsThisInstant = load.callsThisInstant }
      return load
    }
    let models = host.read { $0.view.models.count }
    if let excess = pace.note(load, of: models, by: processes.count, until: now) { violate(.l3, excess) }
    host.edit { $0.elapsed = now }
    for process in processes { process.advance(to: now) }
    host.edit {
      $0.runKubelet()
      $0.runDataPlane()
      $0.runRepairs()
    }
    for fault in host.edit({ $0.trouble.takeDue(at: now) }) { strike(fault) }
    for stop in stops.filter({ $0.due <= now }) {
      guard let process = processes.first(where: { stop.session == nil || $0.session == stop.session }) else { continue }
      host.edit { $0.note("  \(process.session) is told to stop") }
      process.stop()
    }
    stops.removeAll { $0.due <= now }
    for _ in starts.filter({ $0 <= now }) { startProcess() }
    starts.removeAll { $0 <= now }
  }
}

import KubeCore
import KubeSimulator
import RolloutEngine
import SlipwayAPI
import Synchronization

extension SimulationRun {
  /// Takes note of when the scenario has come to its end, and of what is written after it.
  func noteEnd() {
    let (hasEnded, now) = host.read { ($0.script.hasEnded(in: $0), $0.elapsed) }
    guard hasEnded else {
      endedAt = nil
      return
    }
    if endedAt == nil {
      endedAt = now
      host.edit { $0.note("the end is reached") }
    }
    guard let calm = calmSince, now >= calm else {
      revisionAtCalm = nil
      return
    }
    let revision = host.read { $0.lastWrite }
    if revisionAtCalm == nil { revisionAtCalm = revision }
    if let before = revisionAtCalm, revision != before {
      violate(.l1, "something is written though all is done")
      revisionAtCalm = revision
    }
  }

  /// Since when nothing more must be written.
  private var calmSince: Duration? {
    endedAt.map { max($0, lastLeave, host.read { $0.trouble.lastEnd }) + Self.afterglow + scalingTime }
  }

  /// How long an autoscaler looks on before it takes back what somebody has scaled up.
  private var scalingTime: Duration {
    simulation.scenario.isAutoscaled && simulation.plan.contains { $0 == .scale } ? .seconds(330) : .zero
  }

  var quietEnd: Duration? { calmSince.map { $0 + simulation.quietTime } }

  var isOver: Bool {
    if let quietEnd { return host.elapsed >= quietEnd }
    return host.read { $0.elapsed > max($0.script.lastStep, $0.trouble.lastEnd) + Self.longest }
  }

  /// Tells what runs to stop, and looks at what is left.
  func finish() {
    if endedAt == nil, !isBroken, !hasGivenUp {
      violate(simulation.scenario.isDeletion ? .l7 : .l1, "the end is not reached")
    }
    if outage > .zero { violate(.s2, "for \(outage) nobody answered the clients") }
    isFinishing = true
    if let process = processes.last, endedAt != nil {
      for difference in host.read({ $0.differences(from: process.cachedVersions) }) { violate(.l4, difference) }
    }
    starts = []
    for process in processes { process.stop() }
    var rounds = 0
    while !processes.isEmpty, !isBroken, rounds < Self.lastRounds {
      settle()
      rounds += 1
      if let next = nextWake, !processes.isEmpty { advance(to: next) }
    }
    if !processes.isEmpty { violate(.l6, "a process that is told to stop does not") }
  }

  func killAll() {
    for process in processes {
      host.cutOff(process.session)
      _ = process.kill()
    }
  }

  /// Whether a rollout has been given up for which a process saw no replica get ready in time, because it was blind or
  /// because time had jumped; or one waits for a window that the jump has left behind.
  private var hasGivenUp: Bool {
    host.read { world in
      let isExcused = world.trouble.blindUntil > .zero || world.trouble.plan.faults.contains(where: \.passesDeadlines)
      return isExcused && (Condition.isAtRest(world) || Condition.rule(.windowClosed).isMet(in: world))
    }
  }

  /// For how long clients got no answer, where nothing that happened is a reason for that.
  private var outage: Duration {
    host.read { world in
      let scenario = simulation.scenario
      return scenario.isDeletion || scenario.interrupts || world.context.worldIsDisturbed ? .zero : world.load.silence
    }
  }

  /// More things than happen while a process ends.
  private static let lastRounds = 200

  func outcome(_ end: EndState) -> Outcome {
    host.state.withLock { state in
      let world = state.world
      return Outcome(
        hash: world.timeline.hash, violations: world.timeline.violations, elapsed: world.elapsed, endedAt: endedAt,
        calls: world.trouble.counted(.call), events: world.trouble.counted(.event),
        scrapes: world.trouble.counted(.scrape), timeline: world.timeline.entries.map(\.description), world: world,
        end: end, checkpoints: state.checkpoints)
    }
  }
}

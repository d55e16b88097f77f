import KubeClient
import KubeCore
import KubeRuntime
import KubeTestSupport
import Logging
import SlipwayOperator

/// One process of the operator: its own memory, clocks and thread.
final class OperatorProcess {
  let session: Int
  let program: Operator
  private let executor: OneThread
  /// The process's own clocks, which the simulation moves along with the cluster's, or not.
  private let clocks: ManualTime
  private let task: Task<Void, Never>
  private let flag: DoneFlag
  /// Up to when the process's clocks have followed that of the simulation.
  private var followed: Duration
  /// How fast its clocks run, in hundredths.
  private var speed = 100
  /// Until when the process stands still.
  var pausedUntil: Duration?
  /// Whether it has been told to stop.
  private(set) var isStopping = false

  init(session: Int, on host: WorldHost, as subject: Subject, order: OneThread.Order, seed: UInt64) {
    self.session = session
    let clocks = ManualTime(wall: host.now)
    let executor = OneThread(order: order)
    (self.clocks, self.executor, followed) = (clocks, executor, host.elapsed)
    let time = clocks.source
    let transport = SessionTransport(host: host, session: session, time: time)
    let source = SimulatedMetrics(
      host: host, session: session, now: { time.now().sinceOrigin / .seconds(1) }, sleep: { try? await time.sleep(for: $0) })
    var configuration = OperatorConfiguration(instance: "operator-\(session)")
    configuration.workers = 1
    subject.configure(&configuration)
    let decide = subject.decide
    let (client, random) = (
      KubeClient(transport: subject.transport(transport)), RandomSource.seeded(seed &+ UInt64(session)))
    let logger = Logger(label: "operator") { _ in SessionLog(host: host, session: session) }
    program = Operator(
      client, source: subject.source(source), warmer: subject.warmer, configuration: configuration,
      replicas: subject.division.mode(client, configuration.instance, subject.time(time), random, logger),
      time: subject.time(time), random: random, logger: logger,
      decide: { input in
        let decision = decide(input)
        host.note(decision, on: input, session: session)
        return decision
      })
    let (op, done) = (program, DoneFlag())
    flag = done
    task = executor.start {
      // One that leads no longer ends, as one that has been told to.
      try? await op.run()
      done.raise()
    }
  }

  var hasEnded: Bool { flag.isRaised }

  /// Whether a job can run now.
  func runOne() -> Bool { pausedUntil == nil && executor.runOne() }

  /// The next time at which something happens by itself, on the clock of the simulation.
  var nextWake: Duration? {
    if let pausedUntil { return pausedUntil }
    guard let deadline = clocks.deadlines.first else { return nil }
    // A little late rather than early, where the quotient is no whole number: the deadline must have come by then.
    let wait = (deadline - clocks.now) * 100
    return followed + (speed == 100 ? wait / 100 : wait / speed + .nanoseconds(1))
  }

  /// Lets time pass up to a point on the clock of the simulation.
  func advance(to now: Duration) {
    if let pausedUntil {
      guard now >= pausedUntil else { return }
      self.pausedUntil = nil
    }
    let passed = (now - followed) * speed / 100
    followed = max(followed, now)
    if passed > .zero { clocks.advance(by: passed) }
  }

  /// Lets the process's clocks run faster or slower than that of the simulation from now on.
  func setSpeed(percent: Int) { speed = max(1, percent) }

  func stepWall(by duration: Duration) { clocks.stepWall(by: duration) }

  /// Tells the process to stop in good order.
  func stop() {
    isStopping = true
    task.cancel()
  }

  /// Ends the process at once. What it still runs can reach nobody: the way to the cluster is closed by then.
  ///
  /// - Returns: whether all its tasks have ended.
  func kill() -> Bool {
    pausedUntil = nil
    task.cancel()
    for _ in 0..<Self.lastRounds where !hasEnded {
      for _ in 0..<Self.lastJobs { guard executor.runOne() else { break } }
      if !hasEnded { clocks.advance(by: .seconds(30)) }
    }
    return hasEnded && executor.isIdle
  }

  /// What its stores hold: resource versions by kind and object.
  var cachedVersions: [String: [ObjectKey: String]] { program.cachedVersions }

  var metrics: ControllerMetrics { program.metrics }

  /// Whether nothing of it is left.
  var isGone: Bool { hasEnded && executor.isIdle && clocks.deadlines.isEmpty }

  /// Far more than an end takes: each wait of the operator has a limit.
  private static let lastRounds = 40
  private static let lastJobs = 100_000
}

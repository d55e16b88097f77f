import KubeClient
import KubeCore
import KubeRuntime
import KubeTestSupport
import Logging
import SlipwayAPI
import Synchronization
import Testing

@testable import SlipwayOperator

/// An operator on a simulated cluster, with clocks that the test moves and a kubelet that the test plays.
final class Bench {
  /// Deployments, Services, pods and ModelDeployments are watched.
  private static let watchCount = 4
  /// Far more turns than any reaction takes.
  private static let turnLimit = 2_000_000
  /// For how many turns nothing must be under way: timers that have just been set do not show at once.
  private static let calmTurns = 4

  private struct Running {
    var op: Operator
    var task: Task<Void, Never>
    var isDone: Flag
  }

  let time = ManualTime()
  let host: ClusterHost
  let feed: SampleFeed
  private let seed: UInt64
  private var running: Running?
  private(set) var session = 0
  private(set) var seconds = 0
  /// Seconds since the beginning at which the operator is stopped and another one is started.
  var restarts: Set<Int> = []
  /// Revisions whose pods never get ready.
  var broken: Set<String> = []

  init(seed: UInt64 = 1) {
    self.seed = seed
    let time = time
    host = ClusterHost(seed: seed, time: time)
    feed = SampleFeed { time.now.sinceOrigin / .seconds(1) }
  }

  // MARK: The operator

  /// Starts an operator that knows nothing of those before it.
  func start(fault: Fault? = nil, namespace: String? = nil, workers: Int = 1) async {
    session += 1
    host.setFault(fault, session: session)
    var configuration = OperatorConfiguration(namespace: namespace, instance: "test-\(session)")
    configuration.workers = workers
    let op = Operator(
      KubeClient(transport: SessionTransport(host: host, session: session)), source: feed,
      configuration: configuration, time: time.source, random: .seeded(seed &+ UInt64(session)),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let isDone = Flag()
    let task = Task {
      await op.run()
      isDone.raise()
    }
    running = Running(op: op, task: task, isDone: isDone)
    await settle()
  }

  /// Stops the operator; what it is about to finish it finishes.
  func stop() async {
    guard let running else { return }
    running.task.cancel()
    var turns = 0
    while !running.isDone.isRaised {
      turns += 1
      // A reconcile that waits for something that cannot come gives up at a deadline.
      if turns % 10_000 == 0 { time.advance(by: .seconds(1)) }
      await Task.yield()
    }
    self.running = nil
  }

  var metrics: ControllerMetrics? { running?.op.metrics }

  // MARK: Time

  /// Waits until the operator has nothing more to do at this moment. A client that has lost its way is replaced.
  func settle() async {
    var (calm, turns) = (0, 0)
    while calm < Self.calmTurns, turns < Self.turnLimit {
      await Task.yield()
      calm = isQuiet ? calm + 1 : 0
      turns += 1
    }
    if calm < Self.calmTurns { Issue.record("the operator does not come to rest: \(String(describing: metrics?.queue))") }
    if running != nil, host.fault(session: session)?.isDeadly == true {
      await stop()
      await start()
    }
  }

  private var isQuiet: Bool {
    guard let running, host.fault(session: session)?.isDeadly != true else { return true }
    guard let idle = host.idleWatches(session: session) else { return false }
    let queue = running.op.metrics.queue
    return idle + running.op.health.interruptions.count >= Self.watchCount && running.op.health.unsynced.isEmpty
      && queue.depth == 0 && queue.inFlight == 0 && (queue.delayed == 0 || !time.deadlines.isEmpty)
  }

  /// Lets a second pass, in which pods start and end.
  func tick() async {
    seconds += 1
    time.advance(by: .seconds(1))
    host.tick()
    await settle()
    Kubelet.run(on: host, broken: broken)
    await settle()
    if restarts.contains(seconds) {
      await stop()
      await start()
    }
  }

  /// Lets time pass until something holds.
  ///
  /// - Returns: whether it did in time.
  @discardableResult
  func run(atMost limit: Int, until isMet: () -> Bool = { false }) async -> Bool {
    for _ in 0..<limit {
      if isMet() { return true }
      await tick()
    }
    return isMet()
  }

  // MARK: The cluster

  /// Applies an object as a user would, and lets the operator react.
  func apply(_ object: JSONValue, to path: String? = nil) async {
    let metadata = object["metadata"]
    let path = path ?? Manifest.path(metadata?["namespace"]?.string ?? "")
    let status = host.edit { cluster, now in
      cluster.call(
        .patch, "\(path)/\(metadata?["name"]?.string ?? "")?fieldManager=user&force=true", object,
        type: "application/apply-patch+yaml", at: now
      ).status
    }
    if status >= 300 { Issue.record("the cluster refuses the object with status \(status)") }
    await settle()
  }

  @discardableResult
  func call(_ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil) async -> JSONValue {
    let answer = host.edit { cluster, now in
      cluster.call(
        method, target, body, type: method == .patch ? "application/merge-patch+json" : "application/json", at: now
      ).body
    }
    await settle()
    return answer
  }

  func object(_ kind: String, _ key: String) -> JSONValue? { host.observer.objects[kind]?[key] }

  func status(_ key: String = "ml/fraud") -> ModelDeploymentStatus {
    ModelDeploymentStatus(json: object("ModelDeployment", key)?["status"] ?? [:])
  }

  /// Whether nothing is under way, and all that was asked for has been seen.
  func isSettled(_ key: String = "ml/fraud", rollouts: Int) -> Bool {
    let status = status(key)
    let generation = object("ModelDeployment", key)?["metadata"]?["generation"]?.integer
    return status.observedGeneration == generation && status.candidate == nil && status.retiring.isEmpty
      && status.stable != nil && status.history.count == rollouts
      && host.observer.children("Deployment", of: key).count == 1 && host.observer.children("Service", of: key).count == 2
  }

  func selector(_ key: String = "ml/fraud") -> [String: String]? {
    object("Service", key)?["spec"]?["selector"]?.stringMap
  }
}

/// Something that has happened or not.
final class Flag: Sendable {
  private let state = Mutex(false)

  var isRaised: Bool { state.withLock { $0 } }

  func raise() { state.withLock { $0 = true } }
}

extension Bench {
  /// The reasons of all events, once an event of this reason has been written.
  func events(until reason: String) async -> Set<String> {
    var reasons: Set<String> = []
    for _ in 0..<10_000 {
      if reasons.contains(reason) { break }
      await Task.yield()
      let events = host.edit { cluster, now in
        cluster.call(.get, "/apis/events.k8s.io/v1/events", at: now).body["items"]?.elements ?? []
      }
      reasons = Set(events.compactMap { $0["reason"]?.string })
    }
    return reasons
  }
}

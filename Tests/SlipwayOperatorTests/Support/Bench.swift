import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import SlipwayAPI
import Testing

@testable import OperatorSimulation
@testable import SlipwayOperator

/// An operator in a simulated world, which the test leads second by second.
final class Bench {
  fileprivate let run: SimulationRun
  private(set) var seconds = 0

  /// - Parameters:
  ///   - broken: revisions whose pods never get ready.
  ///   - namespace: the only one that the operator looks after; `nil` for all.
  ///   - division: how several operators divide the work.
  ///   - warmer: what warms candidates up.
  ///   - source: what the operator reads, given what the pods show.
  init(
    seed: UInt64 = 1, broken: Set<String> = [], namespace: String? = nil, workers: Int = 1,
    division: Subject.Division = .none, warmer: some WarmUpSender = NoWarmUp(),
    source: @escaping @Sendable (any SampleSource) -> any SampleSource = { $0 }
  ) {
    let scenario = Scenario(
      name: "bench", sentence: "The test does what users do.", steps: [], end: .never, broken: broken)
    var simulation = Simulation(scenario, seed: seed)
    simulation.subject.configure = { configuration in
      (configuration.namespace, configuration.workers) = (namespace, workers)
    }
    (simulation.subject.division, simulation.subject.warmer) = (division, warmer)
    simulation.subject.source = source
    run = SimulationRun(
      simulation,
      world: World(
        seed: seed, scenario: scenario, plan: FaultPlan(), detail: division == .none ? .violations : .entries),
      firstStart: nil)
    run.replacesProcesses = false
    call(.post, "/api/v1/namespaces", ["metadata": ["name": "shop"]])
  }

  // MARK: The operator

  /// Starts an operator that knows nothing of those before it.
  func start() {
    run.startProcess()
    run.settle()
  }

  /// Stops an operator; what it is about to finish it finishes.
  func stop(_ position: Int = 0) {
    let rest = run.processes.count - 1
    run.processes[position].stop()
    run.settle()
    for _ in 0..<60 where run.processes.count > rest { tick() }
    if run.processes.count > rest { Issue.record("the operator does not stop") }
  }

  /// Ends an operator at once: what it was about to do it does not.
  func kill(_ position: Int = 0) {
    run.host.cutOff(run.processes[position].session)
    run.settle()
  }

  /// Lets an operator stand still, while its clocks and the world go on.
  func halt(_ position: Int = 0, for duration: Duration) {
    run.processes[position].pausedUntil = run.host.elapsed + duration
  }

  /// What the n-th operator that was started has asked of the server, such as `GET /api/v1/pods watch -> 200`.
  func requests(of session: Int) -> [String] {
    let mark = "  \(session) call "
    return run.host.read { $0.timeline.entries }.filter { $0.text.hasPrefix(mark) }.compactMap { entry in
      entry.text.firstIndex(of: ":").map { String(entry.text[$0...].dropFirst(2)) }
    }
  }

  /// Who holds the lease.
  var leader: String? {
    let lease = call(.get, "/apis/coordination.k8s.io/v1/namespaces/default/leases/slipway")
    return lease["spec"]?["holderIdentity"]?.string
  }

  func program(_ position: Int) -> Operator? { run.processes.indices.contains(position) ? run.processes[position].program : nil }

  var metrics: ControllerMetrics? { run.processes.first?.metrics }

  // MARK: Time

  /// Lets a second pass, in which pods start and end.
  func tick() {
    seconds += 1
    let end = run.host.elapsed + .seconds(1)
    while let next = run.nextWake, next < end {
      run.advance(to: next)
      run.settle()
    }
    run.advance(to: end)
    run.settle()
  }

  /// Lets time pass until something holds.
  ///
  /// - Returns: whether it did in time.
  @discardableResult
  func run(atMost limit: Int, until isMet: () -> Bool = { false }) -> Bool {
    for _ in 0..<limit {
      if isMet() { return true }
      tick()
    }
    return isMet()
  }

  /// Lets a long time pass in one go, as far as nothing happens in it.
  func skip(_ duration: Duration) {
    let end = run.host.elapsed + duration
    while let next = run.nextWake, next < end {
      run.advance(to: next)
      run.settle()
    }
    run.advance(to: end)
    run.settle()
  }

  // MARK: The cluster

  /// Applies an object as a user would, and lets the operator react.
  func apply(_ object: JSONValue) {
    let metadata = object["metadata"]
    let path = Manifest.path(metadata?["namespace"]?.string ?? "") + "/" + (metadata?["name"]?.string ?? "")
    let status = run.host.edit { world in
      world.change { cluster, now in
        cluster.call(
          .patch, path + "?fieldManager=user&force=true", object, type: "application/apply-patch+yaml", at: now
        ).status
      }
    }
    if status >= 300 { Issue.record("the cluster refuses the object with status \(status)") }
    run.settle()
  }

  @discardableResult
  func call(_ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil) -> JSONValue {
    let answer = run.host.edit { world in
      world.change { cluster, now in
        cluster.call(
          method, target, body, type: method == .patch ? "application/merge-patch+json" : "application/json", at: now
        ).body
      }
    }
    run.settle()
    return answer
  }

  /// The share of its requests that a revision fails.
  func setErrorRate(_ rate: Double, of revision: String) { run.host.edit { $0.load.errorRates[revision] = rate } }
}

// MARK: - Looking

extension Bench {
  /// How many requests a revision has answered.
  func answered(_ revision: String) -> Double { Double(run.host.read { $0.load.answered[revision] ?? 0 }) }

  private var view: ClusterView { run.host.read { $0.view } }

  /// The number of the last write to anything but leases, whoever made it.
  var writes: Int64 { run.host.read { $0.lastWrite } }
  /// The operator's writes that have changed nothing, or were refused.
  var vainWrites: [String] { run.host.read { $0.vainWrites } }
  var scrapes: Int { run.host.read { $0.trouble.counted(.scrape) } }
  /// The rights that the operators have made use of, such as `patch services`.
  var permissionsUsed: Set<String> { run.host.read { $0.permissionsUsed } }
  var violations: [Violation] { run.host.read { $0.timeline.violations } }
  var end: EndState { EndState(view) }

  /// The reasons of the operator's events.
  var eventReasons: Set<String> {
    let events = call(.get, "/apis/events.k8s.io/v1/events")["items"]?.elements ?? []
    return Set(
      events.filter { $0["reportingController"]?.string == Operator.name }.compactMap { $0["reason"]?.string })
  }

  func object(_ kind: String, _ key: String) -> JSONValue? {
    ClusterView.Kind(rawValue: kind).flatMap { view[$0, Self.key(key)] }
  }

  /// The objects of a kind that carry the label of a ModelDeployment, by name.
  func children(_ kind: String, of key: String) -> [JSONValue] {
    ClusterView.Kind(rawValue: kind).map { view.children($0, of: Self.key(key)).map(\.value) } ?? []
  }

  /// The replicas that each revision asks for.
  func deployments(of key: String) -> [String: Int] { view.family(Self.key(key)).desired }

  func status(_ key: String = "ml/fraud") -> ModelDeploymentStatus {
    view.status(Self.key(key)) ?? ModelDeploymentStatus()
  }

  /// Whether nothing is under way, and all that was asked for has been seen.
  func isSettled(_ key: String = "ml/fraud", rollouts: Int) -> Bool {
    let status = status(key)
    let generation = object("ModelDeployment", key)?["metadata"]?["generation"]?.integer
    return status.observedGeneration == generation && status.candidate == nil && status.retiring.isEmpty
      && status.stable != nil && status.history.count == rollouts && children("Deployment", of: key).count == 1
      && children("Service", of: key).count == 2
  }

  func selector(_ key: String = "ml/fraud") -> [String: String]? {
    object("Service", key)?["spec"]?["selector"]?.stringMap
  }

  static func owner(of object: JSONValue) -> String? { object.controller?["uid"]?.string }

  private static func key(_ text: String) -> ObjectKey {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    return ObjectKey(namespace: parts.first, name: parts.last ?? "")
  }
}

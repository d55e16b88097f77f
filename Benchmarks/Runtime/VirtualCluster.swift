import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import Logging
import SlipwayAPI
import SlipwayOperator

/// A simulated cluster and processes of the operator on it, on clocks that jump from one deadline to the next.
final class VirtualCluster {
  let time = ManualTime()
  let transport: SimulatorTransport
  private var threads: [OneThread] = []

  init(_ cluster: SimulatedCluster? = nil) {
    let source = time.source
    transport = SimulatorTransport(
      cluster: cluster ?? Fleet.emptyCluster(at: source.wall()), now: { source.wall() },
      sleepUntil: { try await source.sleep(for: $0 - source.wall()) })
  }

  /// Starts a process of the operator.
  ///
  /// - Parameter way: its way to the cluster, instead of the direct one.
  func start(_ instance: String, elects: Bool = true, by way: (any KubeTransport)? = nil) -> Replica {
    let client = KubeClient(transport: way ?? transport)
    let random = RandomSource.seeded(UInt64(instance.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    let elector = LeaderElector(
      client,
      configuration: LeaderElectionConfiguration(namespace: "default", name: "slipway", identity: instance),
      time: time.source, random: random, logger: .silent)
    let program = Operator(
      client, source: NoSamples(), configuration: OperatorConfiguration(instance: instance),
      replicas: elects ? .electing(elector) : .single, time: time.source, random: random, logger: .silent)
    let thread = OneThread()
    threads.append(thread)
    let task = thread.start { try? await program.run() }
    settle()
    return Replica(program: program, elector: elector, task: task)
  }

  struct Replica {
    var program: Operator
    var elector: LeaderElector
    var task: Task<Void, Never>
  }

  /// Runs all that can run without time passing.
  func settle() {
    var hasRun = true
    while hasRun {
      hasRun = false
      for thread in threads { while thread.runOne() { hasRun = true } }
    }
  }

  /// Lets time pass until a condition holds, or for as long as is allowed.
  ///
  /// - Returns: how long it took; `nil` when the condition does not hold.
  @discardableResult
  func advance(atMost limit: Duration, until isOver: () -> Bool = { false }) -> Duration? {
    let start = time.now
    settle()
    while !isOver(), time.now < start + limit {
      let next = min(time.deadlines.first ?? start + limit, start + limit)
      time.advance(by: max(next - time.now, .zero))
      // What the cluster's controllers do by themselves, they do when they are asked.
      transport.withCluster { cluster in
        _ = cluster.handle(.init(method: .get, path: "/version"), at: time.source.wall())
      }
      settle()
    }
    return isOver() ? time.now - start : nil
  }

  func call(_ method: KubeRequest.Method, _ path: String, _ body: JSONValue? = nil, type: String = "application/json")
    -> JSONValue
  {
    let answer = transport.withCluster { cluster in
      cluster.handle(
        KubeRequest(
          method: method, path: path, headers: [.init("Content-Type", type)], body: body.map { JSONWriter.write($0) }),
        at: time.source.wall())
    }
    guard case .bytes(let bytes) = answer.body else { return .null }
    return (try? JSONParser.parse(bytes)) ?? .null
  }
}

extension Logger {
  static let silent = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
}

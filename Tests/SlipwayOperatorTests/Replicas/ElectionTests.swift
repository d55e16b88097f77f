import KubeCore
import SlipwayAPI
import Testing

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("Operators that elect a leader")
struct ElectionTests {
  private let bench = Bench(division: .election)

  /// Two operators, of which the first leads, and a model that serves.
  private func start() {
    bench.start()
    bench.start()
    bench.apply(Manifest.model("1"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) }, "\(bench.end.lines)")
    #expect(bench.leader == "operator-1")
  }

  /// The second version gets its first share of the traffic.
  private func begin() {
    bench.apply(Manifest.model("2"))
    #expect(bench.run(atMost: Play.limit) { bench.status().candidate.map { $0.weight.fraction > 0 } ?? false })
  }

  @Test("go on with a rollout that the leader has begun when it stops, within 2 s")
  func stops() {
    start()
    begin()
    bench.stop(0)
    #expect(bench.run(atMost: 2) { bench.leader == "operator-2" })
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) }, "\(bench.end.lines)")
    #expect(bench.status().stable?.revision == Play.revision(of: Manifest.model("2")))
    #expect(bench.violations.isEmpty, "\(bench.violations)")
  }

  @Test("go on with it when the leader is gone, within 17.4 s")
  func dies() {
    start()
    begin()
    bench.kill()
    let writes = bench.writes
    #expect(bench.run(atMost: 18) { bench.leader == "operator-2" && bench.writes > writes })
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) }, "\(bench.end.lines)")
    #expect(bench.violations.isEmpty, "\(bench.violations)")
  }

  @Test("write nothing while they stand by")
  func standsBy() {
    start()
    let requests = bench.requests(of: 2).filter { !$0.hasPrefix("GET") && !$0.contains("/leases") }
    #expect(requests.isEmpty)
    #expect(bench.violations.isEmpty, "\(bench.violations)")
  }

  @Test("refuse the writes of one that was halted and takes itself for the leader")
  func halted() {
    start()
    bench.halt(0, for: .seconds(30))
    bench.apply(Manifest.model("2"))
    bench.run(atMost: 40)
    #expect(bench.leader == "operator-2")
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) }, "\(bench.end.lines)")
    #expect(bench.violations.isEmpty, "\(bench.violations)")
  }
}

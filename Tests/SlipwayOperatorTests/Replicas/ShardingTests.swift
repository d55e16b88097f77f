import KubeCore
import SlipwayAPI
import Testing

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("Operators that share the work")
struct ShardingTests {
  private let bench = Bench(division: .shards)
  private let names = (1...4).map { "model-\($0)" }

  private func version(_ version: String) { for name in names { bench.apply(Manifest.model(version, name: name)) } }

  private func areSettled(rollouts: Int) -> Bool {
    names.allSatisfy { bench.isSettled("ml/\($0)", rollouts: rollouts) }
  }

  @Test("each look after their own ModelDeployments, and after those of one that stops in the midst of it")
  func share() {
    bench.start()
    bench.start()
    bench.run(atMost: 10)
    version("1")
    #expect(bench.run(atMost: Play.limit) { areSettled(rollouts: 1) }, "\(bench.end.lines)")
    let writers = [1, 2].map { session in
      Set(
        names.filter { name in
          bench.requests(of: session).contains { $0.hasPrefix("PATCH") && $0.contains("/modeldeployments/\(name)/status") }
        })
    }
    #expect(writers[0].isDisjoint(with: writers[1]))
    #expect(!writers[0].isEmpty && !writers[1].isEmpty)
    version("2")
    bench.run(atMost: 10)
    bench.stop(0)
    #expect(bench.run(atMost: Play.limit) { areSettled(rollouts: 2) }, "\(bench.end.lines)")
    #expect(bench.violations.isEmpty, "\(bench.violations)")
  }
}

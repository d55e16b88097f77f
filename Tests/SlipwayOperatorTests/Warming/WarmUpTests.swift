import KubeCore
import SlipwayAPI
import Synchronization
import Testing

@testable import SlipwayOperator

@Suite("A warm-up") struct WarmUpTests {
  /// Answers once it is told to.
  private final class Warmer: WarmUpSender {
    struct State {
      var answers = false
      var sent: [String: Int] = [:]
    }

    let state = Mutex(State())

    func send(_ settings: WarmUpSettings, to server: String) async -> String? {
      state.withLock { state in
        guard state.answers else { return "not yet" }
        state.sent[server, default: 0] += 1
        return nil
      }
    }
  }

  private func model(_ version: String) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "runtime", "warmup"]] = ["requests": 4, "path": "/warm"]
    return model
  }

  @Test("keeps traffic from a candidate until each of its replicas has answered")
  func holds() {
    let warmer = Warmer()
    let bench = Bench(warmer: warmer)
    bench.start()
    warmer.state.withLock { $0.answers = true }
    bench.apply(model("1"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    warmer.state.withLock { $0 = Warmer.State() }
    bench.apply(model("2"))
    bench.run(atMost: 20)
    #expect(bench.status().explanation?.rule == "WarmingUp", "\(bench.status().explanation?.message ?? "")")
    #expect(bench.status().candidate?.ready == 1 && bench.status().candidate?.weight == .zero)
    warmer.state.withLock { $0.answers = true }
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(warmer.state.withLock { $0.sent.values.allSatisfy { $0 == 4 } && !$0.sent.isEmpty })
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("that is never answered takes the candidate back at its deadline")
  func never() {
    let warmer = Warmer()
    warmer.state.withLock { $0.answers = true }
    let bench = Bench(warmer: warmer)
    bench.start()
    bench.apply(model("1"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    warmer.state.withLock { $0.answers = false }
    bench.apply(model("2"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.reason == "ProgressDeadlineExceeded")
    bench.stop()
  }
}

import KubeCore
import Testing

@testable import OperatorSimulation

@Suite("The load of pods")
struct RequestLoadTests {
  private static let pods = [
    ServingPod(uid: "a", revision: "one", share: 0.75), ServingPod(uid: "b", revision: "two", share: 0.25),
  ]

  private static func load(at time: Duration) -> RequestLoad {
    var load = RequestLoad()
    load.serve([Scenario.key: pods])
    load.advance(to: time)
    return load
  }

  @Test("counts whole requests, as the pods do", arguments: [1, 10, 333, 1_500])
  func wholeRequests(milliseconds: Int) {
    let load = Self.load(at: .milliseconds(milliseconds))
    #expect(load.answered["one"] == load.counts["a"]?.answered)
    #expect(load.answered["two"] == load.counts["b"]?.answered)
    #expect(load.answered["two"] == Int(0.25 * RequestLoad.rate * Double(milliseconds) / 1000))
  }

  @Test("keeps what a pod has answered that starts anew")
  func restart() {
    var load = Self.load(at: .seconds(2))
    load.restart("b")
    load.advance(to: .seconds(3))
    #expect(load.counts["b"]?.answered == 75)
    #expect(load.answered["two"] == 225)
  }

  @Test("knows for how long nobody has answered")
  func silence() {
    var load = Self.load(at: .seconds(2))
    #expect(load.silence == .zero)
    load.serve([:])
    load.advance(to: .seconds(5))
    #expect(load.silence == .seconds(3))
  }
}

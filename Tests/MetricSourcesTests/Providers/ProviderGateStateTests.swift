import Testing

@testable import MetricSources

@Suite("A gate before metrics servers")
struct ProviderGateStateTests {
  private let fault = ProviderFailure(.transient, "HTTP status 503")

  @Test("waits twice as long after each fault, five minutes at most, and not at all after an answer")
  func backOff() {
    var gate = ProviderGateState()
    var (now, waits) = (0.0, [Double]())
    for _ in 0..<11 {
      #expect(gate.enter("a", at: now) == nil)
      gate.note(fault, of: "a", at: now, spread: 0.5)
      let start = now
      while gate.enter("a", at: now) != nil { now += 0.5 }
      waits.append(now - start)
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    gate.note(nil, of: "a", at: now, spread: 0.5)
    #expect(gate.enter("a", at: now) == nil)
    gate.note(fault, of: "a", at: now, spread: 0.5)
    #expect(gate.enter("a", at: now + 1) == nil)
  }

  @Test("says why it is closed and for how long; other servers are asked meanwhile")
  func reason() {
    var gate = ProviderGateState()
    _ = gate.enter("a", at: 0)
    gate.note(ProviderFailure(.refused, "HTTP status 403"), of: "a", at: 0, spread: 0.5)
    #expect(gate.enter("a", at: 1.5) == "HTTP status 403; asked again in 29s")
    #expect(gate.enter("b", at: 1.5) == nil)
  }

  @Test("takes no series for an answer, and faults together for one")
  func kinds() {
    var gate = ProviderGateState()
    for _ in 0..<5 { _ = gate.enter("a", at: 0) }
    gate.note(ProviderFailure(.noData, "nothing"), of: "a", at: 0, spread: 0.5)
    #expect(gate.enter("a", at: 0) == nil)
    for _ in 0..<5 { gate.note(fault, of: "a", at: 0, spread: 0.5) }
    #expect(gate.enter("a", at: 1) == nil)
  }

  @Test("asks no server more often than it should bear")
  func budget() {
    var gate = ProviderGateState(limits: .init(rate: 2, burst: 3))
    func asked(at now: Double) -> Int { (0..<10).count { _ in gate.enter("a", at: now) == nil } }
    #expect(asked(at: 0) == 3)
    #expect(asked(at: 1) == 2)
    #expect(asked(at: 60) == 3)
    #expect(gate.enter("a", at: 60) == "it is asked 2 times a second already")
  }
}

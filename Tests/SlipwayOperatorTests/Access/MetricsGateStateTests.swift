import KubeRuntime
import Observability
import Testing

@testable import SlipwayOperator

@Suite struct MetricsGateStateTests {
  private var state = MetricsGateState()

  private func instant(_ seconds: Int) -> MonotonicInstant { MonotonicInstant(sinceOrigin: .seconds(seconds)) }

  @Test(
    "an answer counts for a while",
    arguments: [
      (ScrapeAnswer.allowed, 59, true), (.allowed, 60, false), (.forbidden(user: "bob"), 9, true),
      (.forbidden(user: "bob"), 10, false), (.unauthenticated, 9, true), (.unauthenticated, 10, false),
      (.unknown(reason: "down"), 0, false),
    ])
  mutating func remembers(answer: ScrapeAnswer, seconds: Int, isKnown: Bool) {
    #expect(state.begin("a", at: instant(0)) == .ask)
    state.finish("a", with: answer, at: instant(0))
    #expect(state.begin("a", at: instant(seconds)) == (isKnown ? .answer(answer) : .ask))
    #expect(state.begin("b", at: instant(seconds)) == .ask)
  }

  @Test("any number of tokens asks few questions at a time, and leaves few answers")
  mutating func isBounded() {
    for number in 0..<4 { #expect(state.begin("\(number)", at: instant(0)) == .ask) }
    #expect(state.begin("more", at: instant(0)) == .answer(.unknown(reason: "too many tokens are being looked at")))
    for number in 0..<4 { state.finish("\(number)", with: .unauthenticated, at: instant(0)) }
    for number in 0..<1000 {
      let now = MonotonicInstant(sinceOrigin: .milliseconds(number))
      #expect(state.begin("token \(number)", at: now) == .ask)
      state.finish("token \(number)", with: .allowed, at: now)
    }
    // The latest are known, the first forgotten.
    #expect(state.begin("token 999", at: instant(2)) == .answer(.allowed))
    #expect(state.begin("token 0", at: instant(2)) == .ask)
  }
}

import KubeCore
import Testing

@testable import KubeConnection

/// One run for all who wait.
@Suite struct ExecCredentialStateTests {
  private typealias State = ExecCredentialState<String>

  private let start = Timestamp(seconds: 1000)
  private let failure = ConnectionError(.pluginFailed, "no")

  private func describe(_ turn: State.Turn?) -> String {
    switch turn {
    case .use(let credential)?: "use \(credential.authorization?.value ?? "-")"
    case .run?: "run"
    case .fail(let error)?: "fail \(error.code)"
    case nil: "wait"
    }
  }

  private func describe(_ outcome: State.Outcome) -> [String] {
    [describe(outcome.turn)] + outcome.wakes.map { "\($0.waiter): \(describe($0.turn))" }
  }

  private func credential(_ token: String, for life: Duration? = nil) -> Result<ExecCredential, ConnectionError> {
    .success(ExecCredential(token: Secret(token), expiry: life.map { start + $0 }))
  }

  @Test("the first runs the plugin, the others wait, and all get the same")
  func singleFlight() {
    var state = State()
    #expect(describe(state.ask("a", id: 1, at: start, rejected: nil)) == "run")
    #expect(describe(state.ask("b", id: 2, at: start, rejected: nil)) == "wait")
    #expect(describe(state.ask("c", id: 3, at: start, rejected: nil)) == "wait")
    #expect(
      describe(state.finish(credential("t"), at: start)) == ["use Bearer t", "b: use Bearer t", "c: use Bearer t"])
    #expect(describe(state.ask("d", id: 4, at: start + .seconds(1_000_000), rejected: nil)) == "use Bearer t")
  }

  @Test("a credential that ends is replaced before, by ten seconds or a tenth of its life")
  func expiry() {
    for (life, last) in [(Duration.seconds(900), Duration.seconds(889)), (.seconds(20), .seconds(17))] {
      var state = State()
      _ = state.ask("a", id: 1, at: start, rejected: nil)
      _ = state.finish(credential("t", for: life), at: start)
      #expect(describe(state.ask("a", id: 2, at: start + last, rejected: nil)) == "use Bearer t")
      #expect(describe(state.ask("a", id: 3, at: start + last + .seconds(1), rejected: nil)) == "run")
    }
  }

  @Test("many refusals of one credential lead to one run, and late ones to none")
  func refusals() {
    var state = State()
    _ = state.ask("a", id: 1, at: start, rejected: nil)
    _ = state.finish(credential("t1"), at: start)
    #expect(describe(state.ask("a", id: 2, at: start, rejected: 1)) == "run")
    #expect(describe(state.ask("b", id: 3, at: start, rejected: 1)) == "wait")
    #expect(describe(state.ask("new call", id: 4, at: start, rejected: nil)) == "wait")
    #expect(
      describe(state.finish(credential("t2"), at: start))
        == ["use Bearer t2", "b: use Bearer t2", "new call: use Bearer t2"])
    #expect(describe(state.ask("late", id: 5, at: start, rejected: 1)) == "use Bearer t2")
  }

  @Test("a failure is everybody's, and the next call tries again")
  func failures() {
    var state = State()
    _ = state.ask("a", id: 1, at: start, rejected: nil)
    _ = state.ask("b", id: 2, at: start, rejected: nil)
    #expect(describe(state.finish(.failure(failure), at: start)) == ["fail pluginFailed", "b: fail pluginFailed"])
    #expect(describe(state.ask("c", id: 3, at: start, rejected: nil)) == "run")
  }

  @Test("when no new credential can be had, one that has not ended is used on, unless it was refused")
  func fallback() {
    var state = State()
    _ = state.ask("a", id: 1, at: start, rejected: nil)
    _ = state.finish(credential("t", for: .seconds(900)), at: start)
    #expect(describe(state.ask("a", id: 2, at: start + .seconds(895), rejected: nil)) == "run")
    #expect(describe(state.finish(.failure(failure), at: start + .seconds(896))) == ["use Bearer t"])
    #expect(describe(state.ask("a", id: 3, at: start + .seconds(896), rejected: 1)) == "run")
    #expect(describe(state.finish(.failure(failure), at: start + .seconds(897))) == ["fail pluginFailed"])
  }

  @Test("when the caller that runs the plugin is cancelled, the next takes over")
  func handOver() {
    var state = State()
    _ = state.ask("a", id: 1, at: start, rejected: nil)
    _ = state.ask("b", id: 2, at: start, rejected: nil)
    _ = state.ask("c", id: 3, at: start, rejected: nil)
    #expect(describe(state.finish(.failure(.cancelled), at: start)) == ["fail cancelled", "b: run"])
    #expect(state.abandon(id: 2) == nil)
    #expect(describe(state.finish(credential("t"), at: start)) == ["use Bearer t", "c: use Bearer t"])
  }

  @Test("a waiter that is cancelled is forgotten")
  func abandonment() {
    var state = State()
    _ = state.ask("a", id: 1, at: start, rejected: nil)
    _ = state.ask("b", id: 2, at: start, rejected: nil)
    #expect(state.abandon(id: 2) == "b")
    #expect(describe(state.finish(.failure(.cancelled), at: start)) == ["fail cancelled"])
    #expect(describe(state.ask("c", id: 3, at: start, rejected: nil)) == "run")
  }
}

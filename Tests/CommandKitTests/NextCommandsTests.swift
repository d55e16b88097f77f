import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

@testable import CommandKit

@Suite struct NextCommandsTests {
  @Test func aPersonIsToldWhatToType() async throws {
    let fixture = CommandFixture.midway()
    var status = CommandFixture.status
    status.phase = .held
    status.explanation?.rule = RolloutRule.held.rawValue
    fixture.write(status, of: "fraud")
    try await fixture.session().explain(try DeploymentName("fraud"))
    let expected = """
      Try:        kubectl slipway promote fraud -n default
                  kubectl slipway abort fraud -n default

      """
    #expect(fixture.takeOutput().contains(expected))
    try await fixture.session().show(try DeploymentName("fraud"))
    #expect(fixture.takeOutput().contains(expected))
  }

  /// What waits for a person by a rule of its own has a command; what a spec must mend has none.
  @Test func whatGoesOnByItselfHasNone() {
    let withCommands = RolloutRule.allCases.filter { !NextCommands.verbs($0).isEmpty }
    #expect(
      withCommands == [
        .bakeFailed, .rejected, .approvalRequired, .paused, .held, .noData, .inconclusive, .winnerFound, .failed,
      ])
  }
}

import CommandKit
import KubeCore
import KubeTestSupport
import SlipwayAPI
import Testing

@Suite struct StatusTests {
  @Test(arguments: [
    (Phase.healthy, 0 as Int32), (.rolledBack, 1), (.progressing, 3), (.held, 3), (.pending, 3),
  ])
  func exitsWithTheProgress(_ phase: Phase, _ expected: Int32) async throws {
    let fixture = CommandFixture.midway()
    fixture.write(Self.status(phase), of: "fraud")
    let status = try await fixture.session().status(try DeploymentName("fraud"), waits: false, timeout: nil)
    #expect(status == expected)
    #expect(fixture.takeOutput().hasPrefix(phase.rawValue))
  }

  @Test func failsForWhatIsStalled() async throws {
    let fixture = CommandFixture.midway()
    var status = Self.status(.invalid)
    status.conditions.set(Condition(type: "Stalled", status: .true), at: Timestamp(seconds: 1_767_225_600))
    fixture.write(status, of: "fraud")
    #expect(try await fixture.session().status(try DeploymentName("fraud"), waits: true, timeout: nil) == 1)
  }

  @Test func waitsForANewSpecToBeSeen() async throws {
    let fixture = CommandFixture.midway()
    var status = Self.status(.healthy)
    status.observedGeneration = 0
    fixture.write(status, of: "fraud")
    #expect(try await fixture.session().status(try DeploymentName("fraud"), waits: false, timeout: nil) == 3)
    #expect(fixture.takeOutput() == "Waiting - the operator has not seen the newest spec yet\n")
  }

  @Test func printsChangesUntilTheEnd() async throws {
    let fixture = CommandFixture.midway()
    let name = try DeploymentName("fraud")
    async let status = fixture.session().status(name, waits: true, timeout: .seconds(60))
    // The time-out sleeps once the wait has begun.
    try await fixture.time.waitForSleeper(within: .seconds(60))
    fixture.write(Self.status(.healthy), of: "fraud")
    #expect(try await status == 0)
    #expect(fixture.takeOutput() == "Progressing - Step 2/3: evidence is being collected.\nHealthy - Fine.\n")
  }

  @Test func givesUpInTime() async throws {
    let fixture = CommandFixture.midway()
    let name = try DeploymentName("fraud")
    let status = Task { try await fixture.session().status(name, waits: true, timeout: .seconds(60)) }
    try await fixture.time.waitForSleeper(within: .seconds(60))
    fixture.time.advance(by: .seconds(60))
    let error = await #expect(throws: CommandError.self) { try await status.value }
    #expect(error?.exitStatus == 3)
    #expect(error?.description == "timed out after 60s")
  }

  private static func status(_ phase: Phase) -> ModelDeploymentStatus {
    var status = CommandFixture.status
    status.phase = phase
    status.explanation?.message = "Fine."
    return status
  }
}

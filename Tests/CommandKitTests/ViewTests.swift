import CommandKit
import KubeCore
import KubeRuntime
import KubeTestSupport
import SlipwayAPI
import Testing

@Suite struct ViewTests {
  @Test func drawsTheTree() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session().show(try DeploymentName("fraud"))
    #expect(
      fixture.takeOutput() == """
        Name:       fraud
        Namespace:  default
        Status:     Progressing  step 2/3
        Strategy:   Canary over Service
        Now:        Step 2/3: evidence is being collected.
        Next:       The next step begins when it suffices. (3m20s left)

        REVISION      TRACK       ASKED   GIVEN                READY   AGE   INFO
        aaaaaaaaaa    stable      80%     80%                  4/4           s3://models/fraud/11
          fraud-a-1                                            yes     0s    Running
        bbbbbbbbbb    candidate   20%     0% (not confirmed)   0/1           s3://models/fraud/12
          fraud-b-1                                            no      0s    CrashLoopBackOff, 3 restarts

        METRIC   VERDICT          STABLE   CANDIDATE   EFFECT   ALLOWED   SAMPLES
        errors   not proven yet   1.00%    1.10%       x1.10    1.50%     1234

        """)
  }

  @Test func fitsTheTerminal() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session(width: 40, isTerminal: true).show(try DeploymentName("fraud"))
    let lines = fixture.takeOutput().split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    // Sentences are broken, tables are cut.
    #expect(lines.contains("Now:        Step 2/3: evidence is being"))
    #expect(lines.contains("            collected."))
  }

  @Test func coloursWhatIsWrong() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session(style: TextStyle(isColored: true)).show(try DeploymentName("fraud"))
    let text = fixture.takeOutput()
    #expect(text.contains("\u{1B}[31mCrashLoopBackOff, 3 restarts\u{1B}[0m"))
    #expect(text.contains("\u{1B}[33m0% (not confirmed)\u{1B}[0m"))
  }

  @Test func explains() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session().explain(try DeploymentName("fraud"))
    #expect(
      fixture.takeOutput() == """
        fraud  Progressing
        Rule:       Collecting
        Facts:      Step 2/3: evidence is being collected.
        Next:       The next step begins when it suffices. At the latest in 3m20s.
        Verdict:    not proven yet: errors
                    errors: about 300 more needed if they are equal

        CONDITION   STATUS   SINCE   REASON          MESSAGE
        Ready       True     0s      ReplicasReady   4 are ready.

        """)
  }

  @Test func listsTheHistory() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session().history(try DeploymentName("fraud"))
    #expect(
      fixture.takeOutput() == """
        REVISION     OUTCOME    ENDED     TOOK   REASON         MESSAGE
        aaaaaaaaaa   Promoted   60m ago   60m    Passed         It passed.
        cccccccccc   Promoted   60m ago   60m    FirstVersion   It passed.

        """)
  }

  @Test func followsAsLinesAndAsJSON() async throws {
    let fixture = CommandFixture.midway()
    for asJSON in [false, true] {
      let name = try DeploymentName("fraud")
      let watch = Task { try await fixture.session().watch(name, asJSON: asJSON) }
      try await fixture.time.waitForSleeper(within: .seconds(1))
      let first = fixture.takeOutput()
      if asJSON {
        #expect(try JSONParser.parse(first)[["metadata", "name"]] == "fraud")
      } else {
        #expect(first == "Progressing - Step 2/3: evidence is being collected.\n")
      }
      watch.cancel()
      _ = await watch.result
      _ = fixture.takeOutput()
    }
  }
}

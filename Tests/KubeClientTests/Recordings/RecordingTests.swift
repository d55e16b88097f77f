import KubeCore
import Testing

@testable import KubeClient

/// Sends every recorded step through the client's own calls, and reads every recorded answer.
@Suite struct RecordingTests {
  @Test("each step is sent as it was recorded, and its answer is understood", arguments: RecordedStep.scenarios)
  func plays(scenario: String) async throws {
    let steps = try RecordedStep.load(scenario)
    #expect(!steps.isEmpty)
    for step in steps {
      let transport = RecordedTransport(step)
      var problems: [String] = []
      do throws(KubeError) {
        let value = try await RecordedCall(step: step, client: KubeClient(transport: transport)).perform()
        problems += RecordedExpectation(step).problems(with: value)
      } catch {
        problems += RecordedExpectation(step).problems(with: error)
      }
      if let sent = transport.requests.first { problems += step.differences(sent) } else { problems.append("not sent") }
      #expect(problems.isEmpty, "\(step)\n\(problems.joined(separator: "\n"))")
    }
  }

  @Test("what no typed call sends is what it must be")
  func rawSteps() throws {
    let known = Set(try RecordedStep.scenarios.flatMap { try RecordedStep.load($0) }.map { "\($0.scenario) \($0.position)" })
    #expect(known.count == 285)
    #expect(Set(RecordedCall.raw.keys).isSubset(of: known))
  }
}

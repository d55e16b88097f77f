import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// Two whole rollouts, line by line, and the status that each ends with.
@Suite struct GoldenTests {
  private static func line(_ what: String, _ scenario: Scenario) -> String {
    let status = scenario.status
    let plan = scenario.decision.plan
    let replicas = plan.revisions.map {
      "\($0.revision) \(scenario.world.workloads[$0.revision]?.ready ?? 0)/\($0.replicas)"
    }
    let shares = plan.traffic.shares.map { "\($0.revision) \($0.weight)" }
    let step = status.step.map { " \($0.label)" } ?? ""
    return "\(what): \(status.phase.rawValue)\(step) \(scenario.rule); \(replicas.joined(separator: ", ")); "
      + shares.joined(separator: ", ")
  }

  private static func play(_ verdicts: [VerdictKind]) -> (lines: [String], scenario: Scenario) {
    var scenario = RolloutTests.start()
    var lines = [line("edited", scenario)]
    for verdict in verdicts {
      scenario.settle()
      lines.append(line("settled", scenario))
      scenario.say(verdict, metric: "errors", message: "1.2% against 1%.")
      lines.append(line(verdict.rawValue, scenario))
      scenario.pass(.minutes(5))
      lines.append(line("5m later", scenario))
    }
    scenario.settle()
    lines.append(line("settled", scenario))
    scenario.pass(.seconds(5))
    scenario.settle()
    lines.append(line("stopped", scenario))
    return (lines, scenario)
  }

  private static func text(_ status: ModelDeploymentStatus) -> String {
    String(decoding: JSONWriter.write(status.json, style: .pretty), as: UTF8.self)
  }

  @Test func goodVersion() {
    let (lines, scenario) = Self.play([.advance, .advance, .advance])
    #expect(lines.joined(separator: "\n") == Golden.goodTrace)
    #expect(Self.text(scenario.status) == Golden.goodStatus)
  }

  @Test func badVersion() {
    let (lines, scenario) = Self.play([.advance, .rollBack])
    #expect(lines.joined(separator: "\n") == Golden.badTrace)
    #expect(Self.text(scenario.status) == Golden.badStatus)
  }

  @Test func statusInTheMiddle() {
    var scenario = RolloutTests.start()
    scenario.settle()
    scenario.say(.collecting, message: "12 of 50 requests.")
    #expect(Self.text(scenario.status) == Golden.middleStatus)
  }
}

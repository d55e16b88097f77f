public import ArgumentParser
public import Demo
import Foundation
import KubeCore
import Logging

struct DemoCommand: AsyncParsableCommand {
  enum Output: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Play a rollout of a real model, with a cluster of its own.",
    discussion: "Exits with 0 when the rollout ends as the scenario calls for and no request is dropped.")

  @Option(help: "What is rolled out.")
  var scenario: Scenario = .goodModel

  @Option(help: "The data set and its models.")
  var model: ModelSet = .breastCancer

  @Option(help: "Drives which rows are sent and when.")
  var seed: UInt64 = 1

  @Option(help: "What is printed at the end: a sentence, or one JSON object.")
  var output: Output = .text

  @Option(
    help: """
      What divides the traffic: the Service, or an HTTPRoute that the local proxy follows. The Service where it can do what \
      the scenario needs.
      """)
  var router: DemoRouter?

  @Option(help: "Requests a second, from 1 to 500.")
  var rate: Double = 60

  @Flag(help: "Keep cluster, model and traffic running after the decision until Ctrl-C, to look at them with kubectl.")
  var keep = false

  @Option(help: "Play on this real cluster; pods and Services are still processes of this machine.")
  var kubeconfig: String?

  @Option(help: "The kubeconfig's context; the current one when absent.")
  var context: String?

  @Flag(
    help: """
      Leave the rollout to the operator that is installed on the cluster of --kubeconfig, and pods to its nodes, such as \
      `slipway node --image localhost/slipway:demo=slipway`.
      """)
  var installed = false

  @Option(help: "A Prometheus that scrapes this cluster's pods every second, to judge by instead of their own endpoints.")
  var prometheus: String?

  @Option(help: """
      A program that serves the candidate in place of the example's own server, as `slipway generate` writes one. Answer times \
      of the two are not compared.
      """)
  var candidateProgram: String?

  @Option(help: "The folder Examples of the source.")
  var examples: String = "Examples"

  @OptionGroup var logs: LogOptions

  func validate() throws {
    if router == .service, scenario.needsRoutes {
      throw ValidationError("--scenario \(scenario.rawValue) needs --router gateway: a Service cannot do what it takes")
    }
    guard (1...500).contains(rate) else { throw ValidationError("--rate must be from 1 to 500, not \(rate)") }
    guard !installed || kubeconfig != nil else { throw ValidationError("--installed needs --kubeconfig") }
  }

  func run() async throws {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var demo = DemoConfiguration(
      scenario: scenario, modelSet: model, seed: seed, examples: URL(filePath: examples).standardized.path,
      program: program)
    (demo.kubeconfig, demo.context, demo.rate, demo.keepsRunning) = (kubeconfig, context, rate, keep)
    (demo.usesInstalledOperator, demo.prometheus) = (installed, prometheus)
    if let router { demo.router = router }
    demo.candidateProgram = candidateProgram
    let environment = ProcessInfo.processInfo.environment
    let result = try await Demo(
      demo, environment: environment, logger: logs.makeLogger("slipway.demo", defaultLevel: .error)
    ).run(screen: output == .json ? STDERR_FILENO : STDOUT_FILENO)
    guard let result else { throw ExitCode(130) }
    switch output {
    case .json: print(String(decoding: JSONWriter.write(result.json), as: UTF8.self))
    case .text: print(result.sentence)
    }
    if !result.isAsExpected { throw ExitCode.failure }
  }
}

extension Scenario: ExpressibleByArgument {}
extension ModelSet: ExpressibleByArgument {}
extension DemoRouter: ExpressibleByArgument {}

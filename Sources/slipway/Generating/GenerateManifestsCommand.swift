import ArgumentParser
import GeneratorKit
import Generators

struct GenerateManifestsCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable { case slipway, kustomize, helm }

  static let configuration = CommandConfiguration(
    commandName: "manifests", abstract: "Write a model's objects, for clusters with Slipway and without.",
    discussion: """
      `slipway` is one ModelDeployment, `kustomize` plain objects with their monitoring, and `helm` the same as a chart.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(help: "What they are for.")
  var form = Form.slipway

  @Option(name: .shortAndLong, help: "The folder to write to. Without it everything is printed.")
  var output: String?

  func run() throws {
    let manifests = try service.manifests()
    let files = switch form {
    case .slipway: [try manifests.modelDeployment().file()]
    case .kustomize: manifests.kustomization()
    case .helm: manifests.chart()
    }
    try GeneratedOutput(output).write(files)
  }
}

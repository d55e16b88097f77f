import ArgumentParser
import GeneratorKit
import Generators

struct GenerateManifestsCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable { case slipway, kustomize, helm, terraform }

  static let configuration = CommandConfiguration(
    commandName: "manifests", abstract: "Write a model's objects, for clusters with Slipway and without.",
    discussion: """
      `slipway` is one ModelDeployment, `kustomize` plain objects with their monitoring, `helm` the same as a chart, and \
      `terraform` a module that installs Slipway and the ModelDeployment.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(help: "slipway, kustomize, helm or terraform.")
  var form = Form.slipway

  @Option(name: .shortAndLong, help: "The folder to write to. Without it everything is printed.")
  var output: String?

  func run() throws {
    let manifests = try service.manifests()
    let files = switch form {
    case .slipway: [try manifests.modelDeployment().file()]
    case .kustomize: manifests.kustomization()
    case .helm: manifests.chart()
    case .terraform: try TerraformModule(manifests).files
    }
    guard let output else {
      print(files.map(\.text).joined(separator: form == .terraform ? "\n" : "---\n"), terminator: "")
      return
    }
    for path in try OutputFolder(output).write(files) { print(path) }
  }
}

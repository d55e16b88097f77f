import ArgumentParser
import GeneratorKit
import Generators

struct GenerateTerraformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terraform", abstract: "Write a Terraform module that installs Slipway and a model's ModelDeployment.")

  @OptionGroup var service: ServiceOptions

  @Option(name: .shortAndLong, help: "The folder to write to. Without it everything is printed.")
  var output: String?

  func run() throws {
    try GeneratedOutput(output, separator: "\n").write(try TerraformModule(service.manifests()).files)
  }
}

import ArgumentParser
import SlipwayAPI

struct DefinitionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crd", abstract: "Print the definition of ModelDeployment as YAML.")

  func run() {
    print(YAMLWriter.write(CustomResourceDefinition.modelDeployment), terminator: "")
  }
}

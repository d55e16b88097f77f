import ArgumentParser

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write what serves a model: its image, its server, its objects, its pipeline.",
    subcommands: [
      GenerateDockerfileCommand.self, GenerateServerCommand.self, GenerateManifestsCommand.self,
      GeneratePipelineCommand.self, GenerateTerraformCommand.self,
    ])
}

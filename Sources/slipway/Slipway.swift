import ArgumentParser

@main
struct Slipway: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slipway",
    abstract: "Progressive delivery of machine-learning models on Kubernetes.",
    subcommands: [
      OperatorCommand.self, DemoCommand.self, ClusterCommand.self, SimulateCommand.self, ModelServerCommand.self,
      ShadowProxyCommand.self, DefinitionCommand.self,
    ])
}

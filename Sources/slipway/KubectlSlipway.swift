import ArgumentParser

/// The program as a plugin of kubectl: what people do with ModelDeployments, and nothing else.
struct KubectlSlipway: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubectl slipway",
    abstract: "Look at the rollouts of machine-learning models, and steer them.",
    groupedSubcommands: [
      CommandGroup(name: "Looking", subcommands: Slipway.lookingCommands),
      CommandGroup(name: "Steering", subcommands: Slipway.steeringCommands),
      CommandGroup(name: "Shell", subcommands: Slipway.shellCommands),
    ])
}

import ArgumentParser

/// The program as a plugin of kubectl: what people do with ModelDeployments, and nothing else.
struct KubectlSlipway: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubectl slipway",
    abstract: "Look at the rollouts of machine-learning models, and steer them.",
    groupedSubcommands: [
      CommandGroup(name: "Look at ModelDeployments", subcommands: Slipway.lookingCommands),
      CommandGroup(name: "Steer rollouts", subcommands: Slipway.steeringCommands),
      CommandGroup(name: "For the shell", subcommands: Slipway.shellCommands),
    ])
}

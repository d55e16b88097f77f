import ArgumentParser

@main
struct Slipway: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "slipway",
    abstract: "Progressive delivery of machine-learning models on Kubernetes.",
    groupedSubcommands: [
      CommandGroup(name: "Looking", subcommands: lookingCommands),
      CommandGroup(name: "Steering", subcommands: steeringCommands),
      CommandGroup(
        name: "Generating",
        subcommands: [InspectCommand.self, GenerateCommand.self, MetricsCommand.self]),
      CommandGroup(
        name: "Running",
        subcommands: [
          OperatorCommand.self, DemoCommand.self, ClusterCommand.self, NodeCommand.self, SimulateCommand.self,
          ModelServerCommand.self, ShadowProxyCommand.self, DefinitionCommand.self, RoleCommand.self,
        ]),
      CommandGroup(name: "Shell", subcommands: shellCommands),
    ])

  /// The name by which the program was called says what it is to be: `kubectl-slipway` and `kubectl_complete-slipway` are
  /// how kubectl finds plugins and their completion.
  static func main() async {
    let program = CommandLine.arguments.first?.split(separator: "/").last ?? ""
    let words = Array(CommandLine.arguments.dropFirst())
    switch program {
    case "kubectl-slipway": await KubectlSlipway.perform(RehearseCommand.words(meantBy: words))
    case "kubectl_complete-slipway": await KubectlSlipway.perform([CompleteCommand._commandName] + words)
    default:
      let namesFile = words.contains(where: RehearseCommand.namesFile)
      await perform(namesFile ? RehearseCommand.words(meantBy: words) : words)
    }
  }

  static let lookingCommands: [any ParsableCommand.Type] = [
    GetCommand.self, StatusCommand.self, WatchCommand.self, ExplainCommand.self, EvidenceCommand.self, HistoryCommand.self,
    DiffCommand.self, PlanCommand.self,
    RehearseCommand.self, RecordCommand.self, DoctorCommand.self, LintCommand.self,
  ]
  static let steeringCommands: [any ParsableCommand.Type] = [
    PromoteCommand.self, AbortCommand.self, RollbackCommand.self, RetryCommand.self, PauseCommand.self,
    ResumeCommand.self, RestartCommand.self, SetCommand.self,
  ]
  static let shellCommands: [any ParsableCommand.Type] = [
    VersionCommand.self, CompletionCommand.self, CompleteCommand.self,
  ]
}

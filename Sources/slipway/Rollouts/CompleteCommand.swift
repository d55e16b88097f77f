import ArgumentParser
import CommandKit

/// What kubectl asks `kubectl_complete-slipway` for.
struct CompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "__complete", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var words: [String] = []

  func run() async throws {
    let connection = try ConnectionOptions.parse(connectionWords)
    try await connection.run { await $0.complete(words, Self.commands) }
  }

  private static var commands: [CompletedCommand] {
    let withoutDeployment = [LintCommand._commandName, RehearseCommand._commandName]
    return (Slipway.lookingCommands + Slipway.steeringCommands).map { command in
      let name = command._commandName
      let choices = name == SetCommand._commandName ? CommandSession.VersionField.allCases.map(\.rawValue) : []
      return CompletedCommand(name, choices: choices, takesDeployment: !withoutDeployment.contains(name))
    } + [
      CompletedCommand(VersionCommand._commandName, takesDeployment: false),
      CompletedCommand(
        CompletionCommand._commandName, choices: CompletionCommand.Shell.allCases.map(\.rawValue), takesDeployment: false),
    ]
  }

  /// The namespace that has been typed already.
  private var connectionWords: [String] {
    guard let position = words.firstIndex(where: { $0 == "-n" || $0 == "--namespace" }), position + 1 < words.count - 1
    else { return [] }
    return ["-n", words[position + 1]]
  }
}

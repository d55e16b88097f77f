import ArgumentParser
import CommandKit

/// What kubectl asks `kubectl_complete-slipway` for.
struct CompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "__complete", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var words: [String] = []

  func run() async throws {
    let connection = try ConnectionOptions.parse(connectionWords)
    let withoutDeployment = [LintCommand._commandName, RehearseCommand._commandName]
    let verbs = (Slipway.lookingCommands + Slipway.steeringCommands).map { $0._commandName }
    try await connection.run { session in
      await session.complete(words, verbs.map { ($0, !withoutDeployment.contains($0)) })
    }
  }

  /// The namespace that has been typed already.
  private var connectionWords: [String] {
    guard let position = words.firstIndex(where: { $0 == "-n" || $0 == "--namespace" }), position + 1 < words.count - 1
    else { return [] }
    return ["-n", words[position + 1]]
  }
}

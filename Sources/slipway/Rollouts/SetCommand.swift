public import ArgumentParser
public import CommandKit

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Ask for another version, which begins a rollout.",
    discussion: "slipway set model fraud s3://models/fraud/13")

  @Argument(help: "image: that of the model server; model: the model's URI.")
  var field: CommandSession.VersionField

  @Argument(help: "The name of the ModelDeployment.")
  var name: String

  @Argument(help: "The new value.")
  var value: String

  @Option(help: "none, client or server.")
  var dryRun = DryRun.none

  @OptionGroup var object: ObjectOption

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    try await connection.run { session in
      try await session.set(
        field, of: try DeploymentName(name), to: value, dryRun: dryRun, format: try object.format())
    }
  }
}

extension CommandSession.VersionField: ExpressibleByArgument {}

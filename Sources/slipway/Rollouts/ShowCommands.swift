import ArgumentParser
import CommandKit

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follow a ModelDeployment: revisions, pods, traffic, metrics, what comes next.")

  @Argument(help: "The name.")
  var name: String

  @Flag(help: "Print the picture once.")
  var once = false

  @Option(name: .shortAndLong, help: "json: print the object as one line of JSON for each change.")
  var output: String?

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard output == nil || (output == "json" && !once) else { throw ValidationError("-o must be json, without --once") }
  }

  func run() async throws {
    try await connection.run { session in
      let name = try DeploymentName(name)
      if once { try await session.show(name) } else { try await session.watch(name, asJSON: output != nil) }
    }
  }
}

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a ModelDeployment is as it is, and what comes next.")

  @Argument(help: "The name.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  @OptionGroup var data: DataOption

  func run() async throws {
    try await connection.run { try await $0.explain(try DeploymentName(name), as: data.format()) }
  }
}

struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Show what was judged by lately, round by round, and judge it again.",
    discussion: "The log is that of the rollout under way, or of the last one.")

  @Argument(help: "The name.")
  var name: String

  @Option(help: "The revision that was judged, where there are several, as in an A/B test.")
  var revision: String?

  @Flag(help: "Print the log as it is kept, in Base64.")
  var export = false

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    try await connection.run { try await $0.evidence(try DeploymentName(name), revision: revision, exports: export) }
  }
}

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the rollouts that have ended, and what decided each.")

  @Argument(help: "The name.")
  var name: String

  @OptionGroup var connection: ConnectionOptions

  @OptionGroup var data: DataOption

  func run() async throws {
    try await connection.run { try await $0.history(try DeploymentName(name), as: data.format()) }
  }
}

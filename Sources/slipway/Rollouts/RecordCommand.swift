import ArgumentParser
import CommandKit

struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record what the pods' metrics show, for `rehearse`: a line of JSON a round.")

  @Argument(help: "The name of the ModelDeployment.")
  var name: String

  @Option(name: .customLong("for"), help: "How long, in seconds.")
  var length = 600

  @Option(help: "Seconds between two rounds.")
  var interval = 10

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard interval > 0, length >= interval else {
      throw ValidationError("--interval must be 1 or more, and --for no less than that")
    }
  }

  func run() async throws {
    try await connection.run {
      try await $0.record(try DeploymentName(name), every: .seconds(interval), for: .seconds(length))
    }
  }
}

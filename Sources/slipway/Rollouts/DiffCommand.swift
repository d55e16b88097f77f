import ArgumentParser
import CommandKit

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what the version that is asked for changes, compared with the one in production.",
    discussion: "Exits with 0 when they are the same, with 1 when they differ, and with more for an error.")

  @Argument(help: "The name of the ModelDeployment.")
  var name: String

  @Option(help: "A revision that is kept; the one that owns production when absent.")
  var from: String?

  @Option(help: "Another; the one that the spec asks for when absent.")
  var to: String?

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var status: Int32 = 0
    try await connection.run(failure: 2) { status = try await $0.diff(try DeploymentName(name), from: from, to: to) }
    if status != 0 { throw ExitCode(status) }
  }
}

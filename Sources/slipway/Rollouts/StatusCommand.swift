import ArgumentParser
import CommandKit

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how a ModelDeployment fares, for people and scripts.",
    discussion: """
      Exits with 0 when the version that is asked for owns all traffic, with 1 when it has failed or cannot go on, with 2 \
      for wrong arguments, and with 3 when neither is so yet: at once, or with --wait after --timeout.
      """)

  @Argument(help: "The name.")
  var name: String

  @Flag(name: .shortAndLong, help: "Wait until it is healthy or has failed, and print each change.")
  var wait = false

  @Option(help: "How many seconds to wait at most; for ever when absent.")
  var timeout: Int?

  @OptionGroup var format: JSONOption

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard timeout.map({ $0 > 0 && wait }) ?? true else {
      throw ValidationError("--timeout must be 1 or more, and needs --wait")
    }
  }

  func run() async throws {
    var status: Int32 = 0
    try await connection.run { session in
      status = try await session.status(
        try DeploymentName(name), waits: wait, timeout: timeout.map { .seconds($0) }, asJSON: format.isJSON)
    }
    if status != 0 { throw ExitCode(status) }
  }
}

import ArgumentParser
import CommandKit

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at everything that rollouts rest on, and say what is wrong.",
    discussion: "Exits with 1 when something cannot work.")

  @Argument(help: "The ModelDeployments to look at; all of the namespace when absent.")
  var names: [String] = []

  @OptionGroup var data: DataOption

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var status: Int32 = 0
    try await connection.run { session in
      let names = try names.map { name throws(CommandError) in try DeploymentName(name) }
      status = try await session.doctor(names, as: data.format())
    }
    if status != 0 { throw ExitCode(status) }
  }
}

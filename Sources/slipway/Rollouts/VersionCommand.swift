import ArgumentParser
import CommandKit
import Foundation

struct VersionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the versions of this program and of the API server.")

  @Flag(help: "That of this program alone; no cluster is needed.")
  var client = false

  @OptionGroup var data: DataOption

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let output = CommandOutput(environment: ProcessInfo.processInfo.environment)
    if let format = try data.format() {
      guard !client else { return try await output.writeVersions(nil, as: format) }
      return try await connection.run { try await output.writeVersions($0, as: format) }
    }
    output.writeVersion()
    guard !client else { return }
    try await connection.run { try await $0.showServerVersion() }
  }
}

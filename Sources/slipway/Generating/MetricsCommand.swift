import ArgumentParser
import CurlTransport
import GeneratorKit
import SlipwayAPI

struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Compare servers' metrics with what is known of them.",
    subcommands: [MetricsCheckCommand.self])
}

struct MetricsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the metrics of a server that runs with its preset.",
    discussion: "Exits with 1 when something is missing that rollouts are judged by.")

  @Argument(help: "Where the metrics are, such as http://127.0.0.1:8080/metrics.")
  var url: String

  @Option(help: "The runtime: \(RuntimePreset.all.map(\.name).joined(separator: ", ")).")
  var preset = RuntimePreset.slipway.name

  func validate() throws {
    guard RuntimePreset.named[preset] == nil else { return }
    let known = RuntimePreset.all.map(\.name).joined(separator: ", ")
    throw ValidationError("--preset: \(preset) must be one of \(known)")
  }

  func run() async throws {
    guard let runtime = RuntimePreset.named[preset] else { return }
    let check = MetricsCheck(try await MetricsCheck.page(url, client: CurlClient()).get(), runtime: runtime)
    for finding in check.findings { print(finding) }
    if !check.isAsPromised { throw ExitCode(1) }
  }
}

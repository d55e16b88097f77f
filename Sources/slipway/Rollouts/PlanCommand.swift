import ArgumentParser
import CommandKit
import Foundation
import SlipwayAPI

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a rollout takes: its steps, the time and the requests to decide each.",
    discussion: """
      The traffic is measured at the pods, unless --rps and --error-rate say what to reckon with. With -f no cluster is needed, \
      and --rps is.
      """)

  @Argument(help: "The name of the ModelDeployment.")
  var name: String?

  @Option(name: .shortAndLong, help: "The file of a ModelDeployment instead; - is standard input.")
  var filename: String?

  @Option(help: "Requests a second, of the whole service.")
  var rps: Double?

  @Option(help: "The part of them that fails, such as 0.5%.")
  var errorRate: String?

  @OptionGroup var data: DataOption

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard (name == nil) != (filename == nil) else { throw ValidationError("a name or -f is needed, and not both") }
    guard filename == nil || rps != nil else { throw ValidationError("-f needs --rps") }
    _ = try traffic()
  }

  private func traffic() throws -> TrafficFigures? {
    guard let rps else {
      guard errorRate == nil else { throw ValidationError("--error-rate needs --rps") }
      return nil
    }
    guard rps > 0, rps.isFinite else { throw ValidationError("--rps must be above 0, not \(rps)") }
    guard let rate = BasisPoints(errorRate ?? "0%"), rate <= .whole else {
      throw ValidationError("--error-rate must be a percentage such as 0.5%, not \(errorRate ?? "")")
    }
    return TrafficFigures(requestsPerSecond: rps, errorRate: rate.fraction, source: "as given")
  }

  func run() async throws {
    if let filename, let traffic = try traffic() {
      var planner = RolloutPlanner(CommandOutput(environment: ProcessInfo.processInfo.environment))
      planner.format = try data.format()
      return try planner.plan(try ManifestFile.deployment(filename), traffic: traffic)
    }
    try await connection.run { session in
      try await session.plan(try DeploymentName(name ?? ""), traffic: try traffic(), as: data.format())
    }
  }
}

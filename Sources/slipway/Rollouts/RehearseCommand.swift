import ArgumentParser
import CommandKit
import CurlTransport
import Foundation
import KubeRuntime
import SlipwayAPI

struct RehearseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse", abstract: "Play a rollout without a cluster: what would have happened.",
    discussion: """
      The evidence is made up of the figures that are given, was recorded with `record`, or is what a Prometheus server has \
      kept. What no option says of the candidate is as with stable. Exits with 0 when the candidate would have been promoted, and with 1 when not.
      """)

  static func namesFile(_ word: String) -> Bool { word.hasPrefix("-f") || word.hasPrefix("--filename") }

  /// `simulate -f FILE` is what many call it. Without a file `slipway simulate` is another command, which is no plugin's.
  static func words(meantBy words: [String]) -> [String] {
    words.first == "simulate" ? [_commandName] + words.dropFirst() : words
  }

  @Option(name: .shortAndLong, help: "The file of a ModelDeployment; - is standard input.")
  var filename: String

  @Option(help: "A recording, instead of made-up traffic; the weights are then what they were.")
  var recording: String?

  @Option(help: "Requests a second, of the whole service.")
  var rps = 50.0

  @Option(help: "The part of stable's requests that fails.")
  var errorRate = "0.5%"

  @Option(help: "The part of the candidate's requests that fails.")
  var candidateErrorRate: String?

  @Option(help: "The median of stable's answer times, in milliseconds.")
  var latency = 50.0

  @Option(help: "The median of the candidate's answer times, in milliseconds.")
  var candidateLatency: Double?

  @Option(help: "The part of stable's labelled predictions that is right.")
  var accuracy = "90%"

  @Option(help: "The part of the candidate's labelled predictions that is right.")
  var candidateAccuracy: String?

  @Option(help: "Determines the traffic that is made up.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Options for the past") var past: PastOptions

  @OptionGroup var data: DataOption

  func validate() throws {
    guard (0.01...100_000).contains(rps) else { throw ValidationError("--rps must be from 0.01 to 100000, not \(rps)") }
    for latency in [latency, candidateLatency ?? latency] where !(0.01...3_600_000).contains(latency) {
      throw ValidationError("a latency must be from 0.01 to 3600000 milliseconds, not \(latency)")
    }
    _ = try services()
    guard try past.traffic(at: TimeSource.live.wall()) == nil || recording == nil else {
      throw ValidationError("--recording and --prometheus exclude each other")
    }
  }

  private func services() throws -> (stable: MadeUpService, candidate: MadeUpService) {
    let stable = MadeUpService(
      errorRate: try Self.part(errorRate), latency: latency / 1_000, accuracy: try Self.part(accuracy))
    var candidate = stable
    if let candidateErrorRate { candidate.errorRate = try Self.part(candidateErrorRate) }
    if let candidateLatency { candidate.latency = candidateLatency / 1_000 }
    if let candidateAccuracy { candidate.accuracy = try Self.part(candidateAccuracy) }
    return (stable, candidate)
  }

  private static func part(_ text: String) throws -> Double {
    guard let value = BasisPoints(text), value <= .whole else {
      throw ValidationError("a part must be a percentage such as 0.5%, not \(text)")
    }
    return value.fraction
  }

  func run() async throws {
    var planner = RolloutPlanner(CommandOutput(environment: ProcessInfo.processInfo.environment))
    planner.format = try data.format()
    let document = try ManifestFile.deployment(filename)
    let status: Int32
    if let traffic = try past.traffic(at: TimeSource.live.wall()) {
      status = try await planner.rehearse(document, past: traffic, client: CurlClient())
    } else if let recording {
      status = try planner.rehearse(document, recording: try RecordedRound.read(try ManifestFile.text(recording)))
    } else {
      let (stable, candidate) = try services()
      status = try planner.rehearse(
        document, requestsPerSecond: rps, stable: stable, candidate: candidate, seed: seed)
    }
    if status != 0 { throw ExitCode(status) }
  }
}

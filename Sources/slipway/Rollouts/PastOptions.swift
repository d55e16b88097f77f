import ArgumentParser
import CommandKit
import Foundation
import KubeCore
import MetricSources
import SlipwayAPI

/// What a Prometheus server is to be asked of the past.
struct PastOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A server that speaks the API of Prometheus and has scraped two versions side by side, instead of made-up traffic; the \
      weights are then what they were. The pods' namespace is that of the file.
      """, valueName: "address"))
  var prometheus: String?

  @Option(help: "From when: a time such as 2026-01-31T08:00:00Z, or how long ago, such as 2h.")
  var from: String?

  @Option(help: "Until when; now when absent.")
  var to: String?

  @Option(help: ArgumentHelp("The names of stable's pods, such as 'fraud-v1-.*'.", valueName: "regular expression"))
  var stablePods: String?

  @Option(help: ArgumentHelp("The names of the candidate's pods.", valueName: "regular expression"))
  var candidatePods: String?

  @Option(help: ArgumentHelp("A file with the bearer token that the server wants.", valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("A field that goes with each request, such as X-Scope-OrgID:ml.", valueName: "name:value"))
  var header: [String] = []

  /// - Returns: `nil` when no server is named.
  func traffic(at now: Timestamp) throws -> PastTraffic? {
    guard let prometheus else {
      let others = [from, to, stablePods, candidatePods, tokenFile].contains { $0 != nil } || !header.isEmpty
      guard !others else { throw ValidationError("--from, --to, --*-pods, --token-file and --header need --prometheus") }
      return nil
    }
    guard prometheus.hasPrefix("http://") || prometheus.hasPrefix("https://") else {
      throw ValidationError("--prometheus must be an address that begins with http:// or https://, not \(prometheus)")
    }
    guard let stablePods, let candidatePods, let from else {
      throw ValidationError("--prometheus needs --from, --stable-pods and --candidate-pods")
    }
    let (start, end) = (try Self.time(from, "--from", at: now), try to.map { try Self.time($0, "--to", at: now) } ?? now)
    guard start < end else { throw ValidationError("--from must be before --to, and \(start) is not before \(end)") }
    guard end - start <= .seconds(31 * 86_400) else { throw ValidationError("--from must be at most 31 days before --to") }
    return PastTraffic(
      server: ProviderAddress(url: prometheus, headers: try headers()), stablePods: stablePods,
      candidatePods: candidatePods, times: Double(start.seconds)...Double(end.seconds))
  }

  private static func time(_ text: String, _ option: String, at now: Timestamp) throws -> Timestamp {
    if let span = TimeSpan(text) { return now + (.zero - span.duration) }
    guard let time = Timestamp(text) else {
      throw ValidationError("\(option) must be a time such as 2026-01-31T08:00:00Z or 2h, not \(text)")
    }
    return time
  }

  private func headers() throws -> [String: String] {
    var headers: [String: String] = [:]
    for field in header {
      let parts = field.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { throw ValidationError("--header must be a name, a colon and a value, not \(field)") }
      headers[String(parts[0])] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    guard let tokenFile else { return headers }
    guard let token = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
      throw ValidationError("--token-file: there is no readable file \(tokenFile)")
    }
    headers["Authorization"] = "Bearer " + token.trimmingCharacters(in: .whitespacesAndNewlines)
    return headers
  }
}

import Analysis
public import CurlTransport
import MetricSources
public import SlipwayAPI

/// Compares the metrics of a server that runs with what its preset says.
public struct MetricsCheck: Sendable {
  private static let pageLimit = 4 << 20

  /// What was found of one thing that rollouts are judged by.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public enum Grade: String, Sendable, Hashable { case found, absent, missing }

    public let subject: String
    public let grade: Grade
    public let message: String

    public var description: String { "\(grade.rawValue): \(subject): \(message)" }
  }

  public private(set) var findings: [Finding] = []

  /// Whether everything is there that the preset promises.
  public var isAsPromised: Bool { !findings.contains { $0.grade == .missing } }

  /// - Parameter page: the text that the server gave.
  public init(_ page: [UInt8], runtime: RuntimePreset) {
    guard let metrics = runtime.metrics, let preset = MetricsPreset.named[runtime.name] else {
      add("metrics", .absent, "\(runtime.title) has none")
      return
    }
    let wanted = [metrics.queue, metrics.accelerator, metrics.tokens].compactMap { $0 }
    let page = MetricsPage(page, keeping: preset.names.union(wanted.map(\.name)))
    check("requests", metrics.requests, page, isNeeded: true)
    if metrics.errors.isEmpty {
      add("errors", .absent, "this runtime counts no failed requests")
    } else {
      // A counter may appear with its first error; the counter of requests is there before.
      check("errors", metrics.errors, page, isNeeded: false)
    }
    checkLatency(metrics, page)
    if let outcomes = metrics.outcomes { check("labelled outcomes", [MetricSelector(outcomes)], page, isNeeded: false) }
    if let queue = metrics.queue { check("queue", [queue], page, isNeeded: false) }
    if let accelerator = metrics.accelerator { check("accelerator", [accelerator], page, isNeeded: false) }
    if page.malformedLines > 0 { add("page", .missing, "\(page.malformedLines) lines are not in the text format") }
  }

  private mutating func add(_ subject: String, _ grade: Finding.Grade, _ message: String) {
    findings.append(Finding(subject: subject, grade: grade, message: message))
  }

  private mutating func check(_ subject: String, _ selectors: [MetricSelector], _ page: MetricsPage, isNeeded: Bool) {
    let names = Set(selectors.map(\.name)).sorted().joined(separator: ", ")
    let chosen = page.samples.filter { sample in
      selectors.contains { selector in
        sample.name == selector.name && selector.rules.allSatisfy { $1.accepts(sample.labels[$0] ?? "") }
      }
    }
    guard !chosen.isEmpty else {
      return add(subject, isNeeded ? .missing : .absent, "\(names): no series" + (isNeeded ? "" : " yet"))
    }
    add(subject, .found, "\(names): \(chosen.count) series, \(chosen.reduce(0) { $0 + $1.value }) in all")
  }

  private mutating func checkLatency(_ metrics: RuntimeMetrics, _ page: MetricsPage) {
    guard let latency = metrics.latency else {
      return add("latency", .absent, "this runtime has no histogram of its answer times")
    }
    let name = latency.histogram.name
    let bounds = Set(page.samples.filter { $0.name == name + "_bucket" }.compactMap { $0.labels["le"].flatMap { Double($0) } })
      .filter(\.isFinite).sorted()
    guard let first = bounds.first, let last = bounds.last else {
      return add("latency", .missing, "\(name): no buckets" + (metrics.notes.first.map { "; \($0)" } ?? ""))
    }
    add(
      "latency", .found,
      "\(name): \(bounds.count) buckets from \(first * latency.secondsPerUnit) s to \(last * latency.secondsPerUnit) s")
  }
}

extension MetricsCheck {
  /// Reads the page of a server.
  ///
  /// - Returns: its bytes, or why there are none.
  public static func page(_ url: String, client: CurlClient) async -> Result<[UInt8], CommandFailure> {
    do throws(CurlError) {
      let response = try await client.send(CurlRequest(url: url, timeout: .seconds(10), acceptsCompression: true))
      guard response.status == 200 else { return .failure(CommandFailure("\(url) answered \(response.status)")) }
      return .success(try await response.body.collect(upTo: pageLimit))
    } catch {
      return .failure(CommandFailure("\(url): \(error)"))
    }
  }
}

/// Why a command has no result, in one sentence.
public struct CommandFailure: Error, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

import ArgumentParser
import Observability
import ServiceLifecycle
import ShadowProxy
import UnixSignals

struct ShadowProxyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shadow-proxy",
    abstract: "Compare how two versions answer the requests that a router mirrors here.",
    discussion: """
      Paths are members of an answer's JSON separated by dots; * stands for any member or element. Metrics and health are \
      served on a port of their own.
      """)

  @Option(help: "Where the stable version answers, such as http://fraud-7c9f3a55e1.")
  var stable: String

  @Option(help: "Where the shadow answers.")
  var shadow: String

  @Option(help: "The part of the requests that is compared, from 0 to 1.")
  var sample = 1.0

  @Option(help: "How many requests may be under way at once.")
  var concurrency = 16

  @Option(help: "A path that may differ; may be repeated.")
  var ignore: [String] = []

  @Option(help: "How far two numbers may lie apart, in parts of the greater one.")
  var tolerance = 1e-6

  @Option(help: "PATH=COUNT: the greatest COUNT numbers of a list must be at the same places; may be repeated.")
  var top: [String] = []

  @Option(help: "PATH=MINIMUM: the least cosine between two lists of numbers; may be repeated.")
  var cosine: [String] = []

  @Option(help: "The address to listen on.")
  var host = "0.0.0.0"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "The port of metrics and health.")
  var metricsPort = 9090

  @OptionGroup var logs: LogOptions

  func validate() throws {
    guard (0...1).contains(sample) else { throw ValidationError("--sample must be from 0 to 1, not \(sample)") }
    guard (1...1_000).contains(concurrency) else {
      throw ValidationError("--concurrency must be from 1 to 1000, not \(concurrency)")
    }
    for base in [stable, shadow] where !base.hasPrefix("http://") && !base.hasPrefix("https://") {
      throw ValidationError("\(base) must start with http:// or https://")
    }
    _ = try rules()
  }

  private func rules() throws -> ComparisonRules {
    var rules = ComparisonRules()
    (rules.ignored, rules.tolerance) = (ignore, tolerance)
    rules.top = try top.map { text in
      guard let (path, value) = Self.pair(text), let count = Int(value), count > 0 else {
        throw ValidationError("--top must be PATH=COUNT with a positive count, not \(text)")
      }
      return .init(path: path, count: count)
    }
    rules.cosine = try cosine.map { text in
      guard let (path, value) = Self.pair(text), let minimum = Double(value), (-1...1).contains(minimum) else {
        throw ValidationError("--cosine must be PATH=MINIMUM with a minimum from -1 to 1, not \(text)")
      }
      return .init(path: path, minimum: minimum)
    }
    return rules
  }

  private static func pair(_ text: String) -> (path: String, value: String)? {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex else { return nil }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  func run() async throws {
    let logger = logs.makeLogger("slipway.shadow-proxy")
    func base(_ text: String) -> String { text.hasSuffix("/") ? String(text.dropLast()) : text }
    var configuration = ShadowProxyConfiguration(stable: base(stable), shadow: base(shadow))
    (configuration.sample, configuration.concurrency, configuration.rules) = (sample, concurrency, try rules())
    (configuration.host, configuration.port) = (host, port)
    let registry = MetricsRegistry()
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          ObservabilityServer(
            host: host, port: metricsPort, registry: registry, health: HealthState(), logger: logger),
          try ShadowProxy(configuration: configuration, registry: registry, logger: logger),
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}

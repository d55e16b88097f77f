import KubeCore
import SlipwayAPI

/// What policies demand of the spec of a ModelDeployment.
struct PolicyDemands {
  let policies: [RolloutPolicy]

  /// The object with the fields that its author has left to the policies; of two policies the first by name counts.
  func filled(_ object: JSONValue) -> JSONValue {
    guard var spec = object["spec"] else { return object }
    for defaults in policies.compactMap(\.spec.defaults) { spec = Self.fill(spec, with: Self.fitting(defaults, spec)) }
    var object = object
    object["spec"] = spec
    return object
  }

  /// The defaults without another router than the one that is named already: there is one or none.
  private static func fitting(_ defaults: JSONValue, _ spec: JSONValue) -> JSONValue {
    let path = ["traffic", "router"]
    guard let named = spec[path]?.object, !named.isEmpty, let fallback = defaults[path]?.object,
      fallback.keys.contains(where: { named[$0] == nil })
    else { return defaults }
    var defaults = defaults
    defaults[path] = nil
    return defaults
  }

  private static func fill(_ value: JSONValue, with defaults: JSONValue) -> JSONValue {
    guard var object = value.object, let defaults = defaults.object else { return value }
    for (name, fallback) in defaults { object[name] = object[name].map { fill($0, with: fallback) } ?? fallback }
    return .object(object)
  }

  /// What a spec lacks or has against the policies.
  func issues(with model: ModelDeployment) -> [FieldIssue] {
    policies.flatMap { policy in
      Self.missing(policy, model.spec.analysis.metrics) + Self.foreign(policy, model.spec.analysis)
    }
  }

  private static func missing(_ policy: RolloutPolicy, _ metrics: [AnalysisMetric]) -> [FieldIssue] {
    policy.spec.requiredMetrics.filter { kind in !metrics.contains { $0.kind == kind } }.map { kind in
      FieldIssue(
        path: "spec.analysis.metrics", value: "",
        message: "must have a metric `\(kind.rawValue)`, as policy `\(policy.metadata.name ?? "")` demands")
    }
  }

  /// Addresses at hosts that are not allowed.
  private static func foreign(_ policy: RolloutPolicy, _ analysis: AnalysisSettings) -> [FieldIssue] {
    guard let allowed = policy.spec.allowedMetricHosts else { return [] }
    return analysis.addresses.filter { _, text in
      guard let host = host(of: text) else { return true }
      return !allowed.contains { HostPattern.matches($0, host: host) }
    }.map { path, text in
      FieldIssue(
        path: path, value: text,
        message: "must be at one of \(allowed.joined(separator: ", ")), as policy `\(policy.metadata.name ?? "")` demands")
    }
  }

  /// The host of a URL without user, port and brackets; `nil` when there is none.
  static func host(of url: String) -> String? {
    guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
    let authority = url[start...].prefix { !"/?#\\".contains($0) }
    let server = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if server.hasPrefix("[") { return server.dropFirst().split(separator: "]").first.map(String.init) }
    let host = server.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
    return host.isEmpty ? nil : String(host)
  }
}

import KubeCore

/// What autoscalers measure, given as values.
///
/// Amounts are in thousandths: of a core, of a byte, of whatever a metric counts.
public struct ClusterMetrics: Sendable, Hashable {
  /// What each pod that has certain labels uses or counts.
  struct Rule: Sendable, Hashable {
    var labels: [String: String]
    var metric: String
    var milli: Int64
  }

  private var usage: [Rule] = []
  private var counts: [Rule] = []
  private var external: [String: [Int64]] = [:]

  public init() {}

  /// Sets how much of a resource each pod with these labels uses; `nil` when that is not known.
  public mutating func setUsage(_ resource: String, milli: Int64?, ofPodsWith labels: [String: String]) {
    Self.set(resource, milli, labels, in: &usage)
  }

  /// Sets what each pod with these labels counts for a metric of its own; `nil` when that is not known.
  public mutating func setMetric(_ name: String, milli: Int64?, ofPodsWith labels: [String: String]) {
    Self.set(name, milli, labels, in: &counts)
  }

  /// Sets a metric from outside of the cluster, which can have several series; none when it is not known.
  public mutating func setExternal(_ name: String, milli: [Int64]) { external[name] = milli.isEmpty ? nil : milli }

  func usage(_ resource: String, of pod: JSONValue) -> Int64? { Self.find(resource, pod, in: usage) }
  func metric(_ name: String, of pod: JSONValue) -> Int64? { Self.find(name, pod, in: counts) }
  func external(_ name: String) -> Int64? { external[name].map { $0.reduce(0) { $0 &+ $1 } } }

  private static func set(_ metric: String, _ milli: Int64?, _ labels: [String: String], in rules: inout [Rule]) {
    rules.removeAll { $0.metric == metric && $0.labels == labels }
    if let milli { rules.append(Rule(labels: labels, metric: metric, milli: milli)) }
  }

  private static func find(_ metric: String, _ pod: JSONValue, in rules: [Rule]) -> Int64? {
    let labels = pod.labels
    return rules.last { rule in
      rule.metric == metric && rule.labels.allSatisfy { labels[$0.key] == $0.value }
    }?.milli
  }
}

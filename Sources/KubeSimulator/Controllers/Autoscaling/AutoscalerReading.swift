import KubeCore

/// What the metrics of an autoscaler call for: the most that any of them does.
struct AutoscalerReading: Sendable {
  /// The size, and the metric that calls for it.
  struct Proposal: Sendable, Hashable {
    var replicas: Int
    var metric: String
  }

  /// `nil` when no metric could be read, or when one could not and the others call for fewer replicas.
  private(set) var proposal: Proposal?
  /// Why there is no proposal.
  private(set) var failure = (reason: "", message: "")
  /// What was measured, for the status.
  private(set) var current: JSONValue = .null

  private let calculator: ReplicaCalculator
  private let metrics: ClusterMetrics

  init(autoscaler: JSONValue, pods: [JSONValue], current: Int, metrics: ClusterMetrics, now: Timestamp) {
    calculator = ReplicaCalculator(pods: pods, current: current, now: now)
    self.metrics = metrics
    var measured: [JSONValue] = []
    var isIncomplete = false
    let specs = autoscaler["spec"]?["metrics"]?.elements ?? []
    for spec in specs {
      guard let reading = read(spec) else {
        if !isIncomplete { failure = Self.failure(of: spec) }
        isIncomplete = true
        continue
      }
      measured.append(reading.status)
      if reading.proposal.replicas > proposal?.replicas ?? -1 { proposal = reading.proposal }
    }
    self.current = measured.isEmpty ? .null : .array(measured)
    if isIncomplete, proposal.map({ $0.replicas < current }) ?? true { proposal = nil }
  }

  private func read(_ spec: JSONValue) -> (proposal: Proposal, status: JSONValue)? {
    switch spec["type"]?.string {
    case "Resource": readResource(spec["resource"] ?? [:])
    case "Pods": readPods(spec["pods"] ?? [:])
    case "External": readExternal(spec["external"] ?? [:])
    default: nil
    }
  }

  private func readResource(_ source: JSONValue) -> (Proposal, JSONValue)? {
    let name = source["name"]?.string ?? ""
    let usage = { (pod: JSONValue) in metrics.usage(name, of: pod) }
    if let target = source["target"]?["averageUtilization"]?.integer {
      let shares = { (pod: JSONValue) in Int64(NodeFit.requests(pod, name) * 1000) }
      guard let result = calculator.replicas(values: usage, shares: shares, isCPU: name == "cpu", target: target)
      else { return nil }
      let average = average(usage)
      return (
        Proposal(replicas: result.replicas, metric: "\(name) resource utilization (percentage of request)"),
        [
          "type": "Resource",
          "resource": [
            "name": .string(name),
            "current": ["averageUtilization": .integer(result.measured), "averageValue": Self.text(average)],
          ],
        ]
      )
    }
    guard let target = Self.milli(source["target"]?["averageValue"]),
      let result = calculator.replicas(values: usage, shares: nil, isCPU: name == "cpu", target: target)
    else { return nil }
    return (
      Proposal(replicas: result.replicas, metric: "\(name) resource"),
      ["type": "Resource", "resource": ["name": .string(name), "current": ["averageValue": Self.text(result.measured)]]]
    )
  }

  private func readPods(_ source: JSONValue) -> (Proposal, JSONValue)? {
    let name = source["metric"]?["name"]?.string ?? ""
    guard let target = Self.milli(source["target"]?["averageValue"]),
      let result = calculator.replicas(
        values: { metrics.metric(name, of: $0) }, shares: nil, isCPU: false, target: target)
    else { return nil }
    return (
      Proposal(replicas: result.replicas, metric: "pods metric \(name)"),
      [
        "type": "Pods",
        "pods": ["metric": ["name": .string(name)], "current": ["averageValue": Self.text(result.measured)]],
      ]
    )
  }

  private func readExternal(_ source: JSONValue) -> (Proposal, JSONValue)? {
    let metric = source["metric"] ?? [:]
    let name = metric["name"]?.string ?? ""
    let average = Self.milli(source["target"]?["averageValue"])
    guard let total = metrics.external(name), let target = average ?? Self.milli(source["target"]?["value"]),
      let result = calculator.replicas(total: total, target: target, isAverage: average != nil)
    else { return nil }
    let selector = metric["selector"].map { String(decoding: JSONWriter.write($0), as: UTF8.self) } ?? "nil"
    return (
      Proposal(replicas: result.replicas, metric: "external metric \(name)(\(selector))"),
      [
        "type": "External",
        "external": [
          "metric": metric, "current": [average != nil ? "averageValue" : "value": Self.text(result.measured)],
        ],
      ]
    )
  }

  private func average(_ usage: (JSONValue) -> Int64?) -> Int64 {
    let values = calculator.pods.compactMap(usage)
    return values.isEmpty ? 0 : values.reduce(0, &+) / Int64(values.count)
  }

  private static func failure(of spec: JSONValue) -> (reason: String, message: String) {
    let type = spec["type"]?.string ?? ""
    let source = spec[type.lowercased()] ?? [:]
    let name = source["name"]?.string ?? source["metric"]?["name"]?.string ?? ""
    let what =
      switch type {
      case "Resource": "\(name) resource utilization"
      case "Pods": "pods metric value"
      default: "\(name) \(type.lowercased()) metric value"
      }
    return (
      "FailedGet\(type)Metric",
      "the HPA was unable to compute the replica count: failed to get \(what): no metrics are known"
    )
  }

  private static func milli(_ value: JSONValue?) -> Int64? {
    guard let amount = value.flatMap(NodeFit.amount) else { return nil }
    return Int64(exactly: (amount * 1000).rounded())
  }

  /// Thousandths as a quantity.
  private static func text(_ milli: Int64) -> JSONValue {
    .string(milli % 1000 == 0 ? String(milli / 1000) : "\(milli)m")
  }
}

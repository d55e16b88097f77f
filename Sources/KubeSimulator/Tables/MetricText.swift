import KubeCore

/// What an autoscaler measures and what it aims at, in one line.
enum MetricText {
  static func text(of autoscaler: JSONValue) -> String {
    let metrics = autoscaler["spec"]?["metrics"]?.elements ?? []
    let current = autoscaler["status"]?["currentMetrics"]?.elements ?? []
    let texts = metrics.enumerated().map { position, metric in
      text(of: metric, position < current.count ? current[position] : [:])
    }
    return ColumnText.list(texts, atMost: 2, separator: ", ")
  }

  private static func text(of metric: JSONValue, _ current: JSONValue) -> String {
    let type = metric["type"]?.string ?? ""
    let member = type.prefix(1).lowercased() + type.dropFirst()
    let (target, seen) = (metric[member]?["target"], current[member]?["current"])
    func pair(_ field: String) -> String? {
      target?[field]?.string.map { "\(seen?[field]?.string ?? "<unknown>")/\($0)" }
    }
    switch type {
    case "Resource", "ContainerResource":
      let name = metric[member]?["name"]?.string ?? ""
      if let average = pair("averageValue") { return "\(name): \(average)" }
      let now = seen?["averageUtilization"]?.integer.map { "\($0)%" } ?? "<unknown>"
      return "\(name): \(now)/\(target?["averageUtilization"]?.integer.map { "\($0)%" } ?? "<auto>")"
    case "Pods": return pair("averageValue") ?? "<unknown type>"
    case "Object", "External": return pair("averageValue").map { "\($0) (avg)" } ?? pair("value") ?? "<unknown type>"
    default: return "<unknown type>"
    }
  }
}

import KubeCore

/// The metrics of autoscalers as version 1 writes them: what version 2 gathers in targets and values stands in members
/// of its own.
enum AutoscalerMetricForm {
  /// How a source of metrics is told in version 1: its members in order, each with its place in version 2.
  private typealias Member = (name: String, path: [String])

  /// - Parameter part: `target` of what is wanted, `current` of what was seen.
  private static func sources(_ part: String) -> [(name: String, members: [Member])] {
    let metric: Member = ("metricName", ["metric", "name"])
    let value: Member = ("\(part)Value", [part, "value"])
    let average: Member = ("\(part)AverageValue", [part, "averageValue"])
    let usage: [Member] = [("name", ["name"]), ("\(part)AverageUtilization", [part, "averageUtilization"]), average]
    return [
      (
        "object",
        [
          ("target", ["describedObject"]), metric, value, ("selector", ["metric", "selector"]),
          ("averageValue", [part, "averageValue"]),
        ]
      ),
      ("pods", [metric, average, ("selector", ["metric", "selector"])]), ("resource", usage),
      ("containerResource", usage + [("container", ["container"])]),
      ("external", [metric, ("metricSelector", ["metric", "selector"]), value, average]),
    ]
  }

  static func view(_ metric: JSONValue, _ part: String) -> JSONValue {
    convert(metric, part) { source, members in
      .object(JSONObject(members.compactMap { member in source[member.path].map { (member.name, $0) } }))
    }
  }

  static func stored(_ metric: JSONValue, _ part: String) -> JSONValue {
    convert(metric, part) { source, members in
      var result: JSONValue = [:]
      for member in members {
        guard let value = source[member.name] else { continue }
        result[member.path] = value
      }
      guard part == "target" else { return result }
      let target = result["target"] ?? [:]
      let kinds = [("averageUtilization", "Utilization"), ("averageValue", "AverageValue"), ("value", "Value")]
      result[["target", "type"]] = kinds.first { target[$0.0] != nil }.map { .string($0.1) }
      return result
    }
  }

  private static func convert(
    _ metric: JSONValue, _ part: String, _ form: (JSONValue, [Member]) -> JSONValue
  ) -> JSONValue {
    var result: JSONValue = ["type": metric["type"] ?? ""]
    for source in sources(part) {
      guard let value = metric[source.name] else { continue }
      result[source.name] = form(value, source.members)
    }
    return result
  }
}

import KubeCore

/// Where two states differ.
enum StateComparison {
  /// Compares two states of a cluster.
  static func differences(_ expected: JSONValue, _ actual: JSONValue) -> [String] {
    let combined = combinedReasons(expected).union(combinedReasons(actual))
    return differences(summed(expected, combined), summed(actual, combined), at: "")
  }

  /// The kinds and reasons of which events were combined.
  ///
  /// Which of them are is left to chance; how many there were is not.
  private static func combinedReasons(_ state: JSONValue) -> Set<String> {
    Set((state["events"]?.object?.keys ?? []).filter { $0.contains("(combined") }.map(reason))
  }

  private static func reason(_ event: String) -> String { String(event.prefix { $0 != ":" }) }

  private static func summed(_ state: JSONValue, _ reasons: Set<String>) -> JSONValue {
    var sums = JSONObject()
    for (event, count) in state["events"]?.object ?? [:] {
      let key = reasons.contains(reason(event)) ? reason(event) : event
      sums[key] = .integer((sums[key]?.integer ?? 0) + (count.integer ?? 0))
    }
    var result = state
    result["events"] = .object(sums)
    return result
  }

  private static func differences(_ expected: JSONValue, _ actual: JSONValue, at path: String) -> [String] {
    switch (expected, actual) {
    case (.object(let left), .object(let right)):
      let keys = Set(left.keys).union(right.keys).sorted()
      return keys.flatMap { differences(left[$0] ?? .null, right[$0] ?? .null, at: path + "/" + $0) }
    case (.array(let left), .array(let right)) where left.count == right.count:
      return zip(left, right).enumerated().flatMap { position, pair in
        differences(pair.0, pair.1, at: "\(path)[\(position)]")
      }
    default:
      return expected == actual ? [] : ["\(path): real \(text(expected)), simulated \(text(actual))"]
    }
  }

  private static func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.write(value, style: .canonical), as: UTF8.self)
  }
}

import KubeCore

/// The events of a recorded watch, to be compared with those of the simulator.
struct RecordedEvents {
  private let recorded: [JSONValue]

  /// ConfigMaps that the recorded cluster's other controllers put into each namespace.
  private static let unserved = ["kube-root-ca.crt", "openshift-service-ca.crt"]

  init(_ recorded: [JSONValue]) { self.recorded = recorded }

  /// The form in which events came, when it is not that of whole objects; a recording does not say what was asked for.
  static func representation(of events: [JSONValue]) -> String? {
    let kinds = events.compactMap { $0["object"]?["kind"]?.string }
    return ["Table", "PartialObjectMetadata"].first { kinds.contains($0) }
  }

  /// - Parameter passesThrough: whether the states of what has pods between the first and the last one need only be
  ///   passed through, in order, because the pace of pods was not recorded.
  func compare(_ events: [JSONValue], passesThrough: Bool, _ matcher: inout RecordingMatcher) {
    let expected = recorded.filter { !Self.unserved.contains(Self.name(of: $0)) && !Self.isPlainBookmark($0) }
    let actual = events.filter { !Self.unserved.contains(Self.name(of: $0)) && !Self.isPlainBookmark($0) }
    if passesThrough, expected.contains(where: Self.hasPods) { return compareEnds(expected, actual, &matcher) }
    guard expected.count == actual.count else {
      let list = actual.map { "\($0["type"]?.string ?? "") \(Self.name(of: $0))" }
      return matcher.mismatches.append("\(actual.count) events, recorded \(expected.count): \(list)")
    }
    for (position, pair) in zip(expected, actual).enumerated() {
      var (left, right) = pair
      if left["object"]?["columnDefinitions"] != nil {
        // Which event carries the columns depends on objects that are not served here.
        left[["object", "columnDefinitions"]] = nil
        right[["object", "columnDefinitions"]] = nil
      }
      matcher.match(left, right, "events[\(position)]." + (left["type"] == "BOOKMARK" ? "BOOKMARK" : ""))
    }
  }

  private static func name(of event: JSONValue) -> String {
    event["object"]?["metadata"]?["name"]?.string ?? event["object"]?["rows"]?[0]?["cells"]?[0]?.string ?? ""
  }

  private static func hasPods(_ event: JSONValue) -> Bool { event["object"]?["spec"]?["template"] != nil }

  private static func isPlainBookmark(_ event: JSONValue) -> Bool {
    event["type"] == "BOOKMARK" && event["object"]?["metadata"]?["annotations"] == nil
  }

  private func compareEnds(_ expected: [JSONValue], _ actual: [JSONValue], _ matcher: inout RecordingMatcher) {
    guard let first = expected.first, let last = expected.last else { return }
    matcher.match(first, actual.first, "first")
    var rest = last
    rest[["object", "metadata", "resourceVersion"]] = actual.last?["object"]?["metadata"]?["resourceVersion"]
    matcher.match(rest, actual.last, "last")
    var states = actual.map(Self.progress)[...]
    for state in expected.map(Self.progress) {
      guard let position = states.firstIndex(of: state) else {
        matcher.mismatches.append("never passed through \(state)")
        continue
      }
      states = states[(position + 1)...]
    }
  }

  private static func progress(_ event: JSONValue) -> String {
    let object = event["object"] ?? [:]
    let counts = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"].map {
      object["status"]?[$0]?.integer ?? 0
    }
    let conditions = (object["status"]?["conditions"]?.elements ?? []).map {
      "\($0["type"] ?? "")=\($0["reason"] ?? "")"
    }
    return "generation \(object["metadata"]?["generation"] ?? 0) counts \(counts) \(conditions)"
  }
}

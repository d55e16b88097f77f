/// Every step of a recording that the simulator answers otherwise, with the reason.
///
/// Step numbers count from zero.
enum KnownDifferences {
  private struct Entry {
    var reason: String
    /// What the mismatches of the step begin with; anything else is a difference of its own.
    var prefixes: [String]
  }

  private static let table: [String: [Int: Entry]] = [
    "crd": Dictionary(
      uniqueKeysWithValues: [1, 2, 3, 17, 19, 20, 21, 22, 23, 28, 29, 30, 32, 33, 37].map { ($0, rules) }),
    "routers": [3: rules, 4: rules],
    "workloads": [
      5: Entry(reason: faster, prefixes: ["never passed through generation 3 counts [3, 1, 3, 3, 1]"]),
      7: Entry(reason: faster, prefixes: ["last.object.status.observedGeneration", "body.status.observedGeneration"]),
    ]
  ]

  private static let rules = Entry(reason: "rules in CEL are not evaluated", prefixes: [""])
  private static let faster = "the controllers here work between two requests, not beside them"

  static func reason(_ scenario: String, _ index: Int, _ mismatches: [String]) -> String? {
    guard let entry = table[scenario]?[index],
      mismatches.allSatisfy({ mismatch in entry.prefixes.contains { $0.isEmpty || mismatch.hasPrefix($0) } })
    else { return nil }
    return entry.reason
  }
}

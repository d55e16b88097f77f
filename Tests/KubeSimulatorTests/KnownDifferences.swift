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
    "deletion": [90: Entry(reason: faster, prefixes: ["body.metadata.deletion"])],
    "paging": [34: Entry(reason: "what cannot be accepted is not known of a watch", prefixes: [""])],
    "workloads": [
      5: Entry(reason: faster, prefixes: ["never passed through generation 3 counts [3, 1, 3, 3, 1]"]),
      7: Entry(reason: faster, prefixes: ["last.object.status.observedGeneration", "body.status.observedGeneration"]),
    ],
  ]

  private static let faster = "the controllers here work between two requests, not beside them"

  static func names(_ scenario: String, _ index: Int) -> Bool { table[scenario]?[index] != nil }

  static func reason(_ scenario: String, _ index: Int, _ mismatches: [String]) -> String? {
    guard let entry = table[scenario]?[index],
      mismatches.allSatisfy({ mismatch in entry.prefixes.contains { $0.isEmpty || mismatch.hasPrefix($0) } })
    else { return nil }
    return entry.reason
  }
}

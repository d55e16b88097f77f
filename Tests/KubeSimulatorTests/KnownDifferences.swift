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
    "deletion": [
      11: options, 12: options, 13: options,
      68: Entry(reason: "a collection is deleted whole, whatever its limit", prefixes: ["body.metadata.continue"]),
      90: Entry(reason: faster, prefixes: ["body.metadata.deletion"]),
      91: Entry(reason: "the message lacks a full stop after the resource", prefixes: ["body.status.conditions[3]"]),
      92: Entry(reason: "the message lacks a full stop after the resource", prefixes: ["body.status.conditions[3]"]),
    ],
    "paging": [
      11: Entry(reason: "a ConfigMap is left that is not made here", prefixes: ["body."]),
      17: Entry(reason: "the limit counts even where the server reads from its cache", prefixes: ["body."]),
      28: single, 29: single, 30: watchOptions, 31: watchOptions,
      34: Entry(reason: "what cannot be accepted is not known of a watch", prefixes: [""]),
    ],
    "rbac": [
      27: Entry(reason: "the server's own media type for the index of schemas", prefixes: ["header Content-Type"]),
      77: paths, 78: paths, 79: paths,
      81: Entry(reason: "certificates leave no trace here", prefixes: ["body.status.userInfo.extra"]),
    ],
    "selectors": [
      13: Entry(reason: "kube-root-ca.crt is not made without a certificate", prefixes: ["body.items"]),
      42: Entry(reason: "kube-root-ca.crt is not made without a certificate", prefixes: ["body.items"]),
    ],
    "workloads": [
      5: Entry(reason: faster, prefixes: ["never passed through generation 3 counts [3, 1, 3, 3, 1]"]),
      7: Entry(reason: faster, prefixes: ["last.object.status.observedGeneration", "body.status.observedGeneration"]),
    ],
  ]

  private static let options = Entry(reason: "options of deletions are hardly decoded", prefixes: ["body.", "status "])
  private static let single = Entry(reason: "one object in the path of a watch is a selector", prefixes: [""])
  private static let watchOptions = Entry(reason: "watches that ask for no initial events get them", prefixes: [""])
  private static let paths = Entry(
    reason: "the recorded server lets users see one path more", prefixes: ["body.status.nonResourceRules"])
  private static let faster = "the controllers here work between two requests, not beside them"

  static func reason(_ scenario: String, _ index: Int, _ mismatches: [String]) -> String? {
    guard let entry = table[scenario]?[index],
      mismatches.allSatisfy({ mismatch in entry.prefixes.contains { $0.isEmpty || mismatch.hasPrefix($0) } })
    else { return nil }
    return entry.reason
  }
}

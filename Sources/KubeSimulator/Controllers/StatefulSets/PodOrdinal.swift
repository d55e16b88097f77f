import KubeCore

/// Whose pod a pod is by its name, and which one of them.
struct PodOrdinal: Sendable, Hashable {
  static let nameLabel = "statefulset.kubernetes.io/pod-name"
  static let indexLabel = "apps.kubernetes.io/pod-index"
  static let revisionLabel = "controller-revision-hash"

  var parent: String
  var number: Int

  /// - Returns: `nil` for a name that does not end in a dash and digits.
  init?(_ name: String) {
    guard let dash = name.lastIndex(of: "-") else { return nil }
    let digits = name[name.index(after: dash)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    parent = String(name[..<dash])
    // What does not fit is no ordinal.
    number = Int32(digits).map(Int.init) ?? -1
  }

  /// - Returns: -1 for a pod that has none.
  static func of(_ pod: JSONValue) -> Int { PodOrdinal(pod.name)?.number ?? -1 }

  static func revision(of pod: JSONValue) -> String { pod.labels[revisionLabel] ?? "" }

  /// The labels that say which pod of a set a pod is.
  static func label(_ pod: inout JSONValue, _ number: Int) {
    pod[["metadata", "labels", nameLabel]] = .string(pod.name)
    pod[["metadata", "labels", indexLabel]] = .string(String(number))
  }
}

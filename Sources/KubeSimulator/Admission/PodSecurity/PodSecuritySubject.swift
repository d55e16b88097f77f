import KubeCore

/// A pod as the rules of pod security look at it.
struct PodSecuritySubject: Sendable {
  let annotations: [String: String]
  let spec: JSONValue
  /// First those that come before the others, last those that are added to a running pod.
  let containers: [JSONValue]

  init(annotations: [String: String], spec: JSONValue) {
    self.annotations = annotations
    self.spec = spec
    containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { spec[$0]?.elements ?? [] }
  }

  /// What the pod itself says of its security.
  var security: JSONValue { spec["securityContext"] ?? [:] }
  /// What each of the containers says of its own.
  var containerSecurity: [JSONValue] { containers.map { $0["securityContext"] ?? [:] } }
  var isForWindows: Bool { spec["os"]?["name"] == "windows" }

  /// The names of the containers for whose security something holds.
  func containers(_ holds: (JSONValue) -> Bool) -> [String] {
    containers.filter { holds($0["securityContext"] ?? [:]) }.map(\.memberName)
  }

  /// Who says something that must not be said: the pod, or some of its containers.
  func setters(_ says: (JSONValue) -> Bool) -> [String] {
    (says(security) ? ["pod"] : []) + PodSecurityText.containers(containers(says))
  }
}

/// How the rules name things.
enum PodSecurityText {
  static func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }

  static func counted(_ word: String, _ names: [String]) -> String {
    "\(word)\(names.count == 1 ? "" : "s") \(quoted(names))"
  }

  /// Who uses what is named next: `containers "a", "b" use`.
  static func using(_ word: String, _ names: [String]) -> String {
    "\(counted(word, names)) \(names.count == 1 ? "uses" : "use")"
  }

  /// The containers in one phrase, or none.
  static func containers(_ names: [String]) -> [String] { names.isEmpty ? [] : [counted("container", names)] }
}

/// A rule that a pod breaks.
struct PodSecurityViolation: Sendable, Hashable {
  var reason: String
  var detail: String

  var text: String { "\(reason) (\(detail))" }

  /// - Returns: `nil` when nobody says what must not be said.
  static func said(by setters: [String], _ reason: String, _ what: String) -> PodSecurityViolation? {
    setters.isEmpty ? nil : PodSecurityViolation(reason: reason, detail: "\(setters.joined(separator: " and ")) \(what)")
  }
}

/// How strictly pods are judged, and by the rules of which version.
///
/// Source: `k8s.io/pod-security-admission/api`.
struct PodSecurityLevel: Sendable, Hashable {
  /// From the laxest to the strictest.
  enum Name: String, Sendable, CaseIterable {
    case privileged, baseline, restricted
  }

  /// What comes of a pod that breaks the rules.
  enum Mode: String, Sendable, CaseIterable {
    case enforce, audit, warn
  }

  var name = Name.privileged
  var version = "latest"

  /// The level and its version, as messages name them.
  var text: String { "\(name.rawValue):\(version)" }

  /// The minor version whose rules hold; all of them when `nil`.
  var minor: Int? { version.hasPrefix("v1.") ? Int(version.dropFirst(3)) : nil }

  static func label(_ mode: Mode) -> String { "pod-security.kubernetes.io/\(mode.rawValue)" }

  /// The level of a namespace. Who warns of nothing himself warns of what would be refused.
  init(_ mode: Mode, labels: [String: String]) {
    let label = Self.label(mode)
    name = labels[label].flatMap(Name.init) ?? .privileged
    version = labels["\(label)-version"] ?? "latest"
    if mode != .enforce, labels[label] == nil {
      let enforced = PodSecurityLevel(.enforce, labels: labels)
      if enforced.name != .privileged { self = enforced }
    }
  }

  /// Whether less is allowed than at another level of the same version, or by rules of another one.
  func isNew(after old: PodSecurityLevel) -> Bool {
    guard name != .privileged, self != old else { return false }
    let order = Name.allCases
    return version != old.version
      || (order.firstIndex(of: name) ?? 0) > (order.firstIndex(of: old.name) ?? 0)
  }
}

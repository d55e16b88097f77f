import KubeCore

extension BaselineRules {
  private static let prefix = "container.apparmor.security.beta.kubernetes.io/"

  /// Profiles are named in fields, or in annotations as they were before, which count for the container too.
  static let appArmor: PodSecurityRules.Rule = { subject in
    let notes = subject.annotations.filter { $0.key.hasPrefix(prefix) && !isAllowed($0.value) }.sorted { $0.key < $1.key }
    func type(_ security: JSONValue) -> String? { security["appArmorProfile"]?["type"]?.string }
    func isBad(_ type: String?) -> Bool { type == "Unconfined" }
    let names = subject.containers.filter { container in
      let own = type(container["securityContext"] ?? [:])
      let isNoted = own == nil && subject.annotations[prefix + container.memberName] == "unconfined"
      return isNoted || isBad(own)
    }.map(\.memberName)
    let isBadPod = isBad(type(subject.security))
    var setters = (isBadPod ? ["pod"] : []) + PodSecurityText.containers(names)
    if !notes.isEmpty { setters.append(notes.count == 1 ? "annotation" : "annotations") }
    let values = (isBadPod || !names.isEmpty ? ["Unconfined"] : []) + notes.map { "\($0.key)=\"\($0.value)\"" }
    return .said(
      by: setters, values.count == 1 ? "forbidden AppArmor profile" : "forbidden AppArmor profiles",
      "must not set AppArmor profile type to \(PodSecurityText.quoted(values))")
  }

  private static func isAllowed(_ profile: String) -> Bool {
    profile.isEmpty || profile == "runtime/default" || profile.hasPrefix("localhost/")
  }
}

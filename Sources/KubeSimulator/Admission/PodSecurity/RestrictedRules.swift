import KubeCore

/// What the level `restricted` demands beyond `baseline`.
enum RestrictedRules {
  private static let freeVolumes: Set<String> = [
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
  ]
  private static let profiles: Set<String> = ["RuntimeDefault", "Localhost"]

  static let escalation: PodSecurityRules.Rule = { subject in
    guard !subject.isForWindows else { return nil }
    let names = subject.containers { $0["allowPrivilegeEscalation"]?.bool != false }
    return .said(
      by: PodSecurityText.containers(names), "allowPrivilegeEscalation != false",
      "must set securityContext.allowPrivilegeEscalation=false")
  }

  static let capabilities: PodSecurityRules.Rule = { subject in
    guard !subject.isForWindows else { return nil }
    let keeping = subject.containers { security in
      security["capabilities"]?["drop"]?.elements.contains("ALL") != true
    }
    let faults =
      PodSecurityText.containers(keeping).map { "\($0) must set securityContext.capabilities.drop=[\"ALL\"]" }
      + [BaselineRules.added(subject, besides: ["NET_BIND_SERVICE"])].compactMap { $0 }
    return faults.isEmpty
      ? nil : PodSecurityViolation(reason: "unrestricted capabilities", detail: faults.joined(separator: "; "))
  }

  static let procMount: PodSecurityRules.Rule = { subject in
    func type(_ security: JSONValue) -> String { security["procMount"]?.string ?? "Default" }
    let names = subject.containers { type($0) != "Default" }
    let types = Set(subject.containerSecurity.map(type)).subtracting(["Default"]).sorted()
    return .said(
      by: PodSecurityText.containers(names), "procMount",
      "must not set securityContext.procMount to \(PodSecurityText.quoted(types))")
  }

  static let volumes: PodSecurityRules.Rule = { subject in
    func type(_ volume: JSONValue) -> String? {
      volume.object?.map(\.key).first { $0 != "name" && !freeVolumes.contains($0) }
    }
    let bad = (subject.spec["volumes"]?.elements ?? []).filter { type($0) != nil }
    guard !bad.isEmpty else { return nil }
    let types = Set(bad.compactMap(type)).sorted()
    return PodSecurityViolation(
      reason: "restricted volume types",
      detail: "\(PodSecurityText.using("volume", bad.map(\.memberName))) "
        + "restricted volume \(PodSecurityText.counted("type", types))")
  }

  static let nonRoot: PodSecurityRules.Rule = { subject in
    let reason = "runAsNonRoot != true"
    let setters = subject.setters { $0["runAsNonRoot"]?.bool == false }
    if let said = PodSecurityViolation.said(by: setters, reason, "must not set securityContext.runAsNonRoot=false") {
      return said
    }
    guard subject.security["runAsNonRoot"]?.bool != true else { return nil }
    let silent = PodSecurityText.containers(subject.containers { $0["runAsNonRoot"]?.bool == nil })
    return .said(by: silent.map { "pod or \($0)" }, reason, "must set securityContext.runAsNonRoot=true")
  }

  static let user: PodSecurityRules.Rule = { subject in
    .said(by: subject.setters { $0["runAsUser"]?.integer == 0 }, "runAsUser=0", "must not set runAsUser=0")
  }

  static let seccomp: PodSecurityRules.Rule = { subject in
    guard !subject.isForWindows else { return nil }
    func type(_ security: JSONValue) -> String? { security["seccompProfile"]?["type"]?.string }
    func isBad(_ security: JSONValue) -> Bool { type(security).map { !profiles.contains($0) } ?? false }
    let all = [subject.security] + subject.containerSecurity
    let types = Set(all.filter(isBad).compactMap(type)).sorted()
    let said = PodSecurityViolation.said(
      by: subject.setters(isBad), "seccompProfile",
      "must not set securityContext.seccompProfile.type to \(PodSecurityText.quoted(types))")
    guard said == nil, type(subject.security) == nil else { return said }
    let silent = PodSecurityText.containers(subject.containers { type($0) == nil })
    return .said(
      by: silent.map { "pod or \($0)" }, "seccompProfile",
      "must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"")
  }
}

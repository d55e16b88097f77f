import KubeCore

/// What the level `baseline` forbids: the known ways out of a container.
enum BaselineRules {
  private static let usualCapabilities: Set<String> = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
    "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
  ]
  private static let contexts: Set<String> = [
    "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t",
  ]
  private static let safeSysctls: Set<String> = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
  ]

  static let hostNamespaces: PodSecurityRules.Rule = { subject in
    let shared = ["hostNetwork", "hostPID", "hostIPC"].filter { subject.spec[$0]?.bool == true }
    guard !shared.isEmpty else { return nil }
    return PodSecurityViolation(
      reason: "host namespaces", detail: shared.map { "\($0)=true" }.joined(separator: ", "))
  }

  static let privileged: PodSecurityRules.Rule = { subject in
    let names = subject.containers { $0["privileged"]?.bool == true }
    return .said(by: PodSecurityText.containers(names), "privileged", "must not set securityContext.privileged=true")
  }

  static let capabilities: PodSecurityRules.Rule = { subject in
    added(subject, besides: usualCapabilities).map {
      PodSecurityViolation(reason: "non-default capabilities", detail: $0)
    }
  }

  /// Who adds capabilities that are not among these.
  static func added(_ subject: PodSecuritySubject, besides allowed: Set<String>) -> String? {
    func bad(_ security: JSONValue) -> [String] {
      (security["capabilities"]?["add"]?.elements.compactMap(\.string) ?? []).filter { !allowed.contains($0) }
    }
    let names = subject.containers { !bad($0).isEmpty }
    guard !names.isEmpty else { return nil }
    let all = Set(subject.containerSecurity.flatMap(bad)).sorted()
    return "\(PodSecurityText.counted("container", names)) must not include \(PodSecurityText.quoted(all)) "
      + "in securityContext.capabilities.add"
  }

  static let hostPaths: PodSecurityRules.Rule = { subject in
    let names = (subject.spec["volumes"]?.elements ?? []).filter { $0["hostPath"] != nil }.map(\.memberName)
    guard !names.isEmpty else { return nil }
    return PodSecurityViolation(reason: "hostPath volumes", detail: PodSecurityText.counted("volume", names))
  }

  static let hostPorts: PodSecurityRules.Rule = { subject in
    func ports(_ container: JSONValue) -> [Int64] {
      (container["ports"]?.elements ?? []).compactMap { $0["hostPort"]?.integer }.filter { $0 != 0 }
    }
    let users = subject.containers.filter { !ports($0).isEmpty }
    guard !users.isEmpty else { return nil }
    let all = Set(users.flatMap(ports)).map(String.init).sorted()
    return PodSecurityViolation(
      reason: "hostPort",
      detail: "\(PodSecurityText.using("container", users.map(\.memberName))) "
        + "hostPort\(all.count == 1 ? "" : "s") \(all.joined(separator: ", "))")
  }

  static let probeHosts: PodSecurityRules.Rule = { subject in
    func hosts(_ container: JSONValue) -> [String] {
      let handlers =
        ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { container[$0] }
        + ["postStart", "preStop"].compactMap { container["lifecycle"]?[$0] }
      return handlers.flatMap { handler in ["httpGet", "tcpSocket"].compactMap { handler[$0]?["host"]?.string } }
        .filter { !["", "127.0.0.1", "::1"].contains($0) }
    }
    let users = subject.containers.filter { !hosts($0).isEmpty }
    guard !users.isEmpty else { return nil }
    let all = Set(users.flatMap(hosts)).sorted()
    return PodSecurityViolation(
      reason: "probe or lifecycle host",
      detail: "\(PodSecurityText.using("container", users.map(\.memberName))) "
        + "probe or lifecycle \(PodSecurityText.counted("host", all))")
  }

  /// A pod whose users are not those of its node may see all of `/proc`.
  static let procMount: PodSecurityRules.Rule = { subject in
    subject.spec["hostUsers"]?.bool == false ? nil : RestrictedRules.procMount(subject)
  }

  static let seLinux: PodSecurityRules.Rule = { subject in
    func options(_ security: JSONValue) -> JSONValue { security["seLinuxOptions"] ?? [:] }
    func has(_ member: String, _ security: JSONValue) -> Bool {
      options(security)[member]?.string?.isEmpty == false
    }
    func isOdd(_ security: JSONValue) -> Bool { !contexts.contains(options(security)["type"]?.string ?? "") }
    let all = [subject.security] + subject.containerSecurity
    let types = Set(all.filter(isOdd).compactMap { options($0)["type"]?.string }).sorted()
    var faults = types.isEmpty ? [] : [PodSecurityText.counted("type", types)]
    faults += ["user", "role"].filter { member in all.contains { has(member, $0) } }.map { "\($0) may not be set" }
    return .said(
      by: subject.setters { isOdd($0) || has("user", $0) || has("role", $0) }, "seLinuxOptions",
      "set forbidden securityContext.seLinuxOptions: \(faults.joined(separator: "; "))")
  }

  static let seccomp: PodSecurityRules.Rule = { subject in
    .said(
      by: subject.setters { $0["seccompProfile"]?["type"] == "Unconfined" }, "seccompProfile",
      "must not set securityContext.seccompProfile.type to \"Unconfined\"")
  }

  static let sysctls: PodSecurityRules.Rule = { subject in
    let names = (subject.security["sysctls"]?.elements ?? []).map(\.memberName).filter { !safeSysctls.contains($0) }
    return names.isEmpty
      ? nil : PodSecurityViolation(reason: "forbidden sysctls", detail: names.joined(separator: ", "))
  }

  static let hostProcess: PodSecurityRules.Rule = { subject in
    .said(
      by: subject.setters { $0["windowsOptions"]?["hostProcess"]?.bool == true }, "hostProcess",
      "must not set securityContext.windowsOptions.hostProcess=true")
  }
}

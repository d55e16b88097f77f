import KubeCore

/// The rules of pod security, in the order in which they are told.
///
/// Source: `k8s.io/pod-security-admission/policy` of Kubernetes 1.36. Of older versions only the rules are left out that
/// they did not have.
enum PodSecurityRules {
  typealias Rule = @Sendable (PodSecuritySubject) -> PodSecurityViolation?

  static func violations(of subject: PodSecuritySubject, _ level: PodSecurityLevel) -> [PodSecurityViolation] {
    let knowsProbes = level.minor.map { $0 >= 34 } ?? true
    let probes: [Rule] = knowsProbes ? [BaselineRules.probeHosts] : []
    let rules: [Rule]
    switch level.name {
    case .privileged: rules = []
    case .baseline:
      rules =
        [BaselineRules.appArmor, BaselineRules.capabilities, BaselineRules.hostNamespaces, BaselineRules.hostPaths]
        + [BaselineRules.hostPorts] + probes + [BaselineRules.privileged, BaselineRules.procMount]
        + [BaselineRules.seLinux, BaselineRules.seccomp, BaselineRules.sysctls, BaselineRules.hostProcess]
    case .restricted:
      rules =
        [BaselineRules.appArmor, BaselineRules.hostNamespaces, BaselineRules.hostPorts] + probes
        + [BaselineRules.privileged, BaselineRules.seLinux, BaselineRules.sysctls, BaselineRules.hostProcess]
        + [RestrictedRules.escalation, RestrictedRules.capabilities, RestrictedRules.procMount, RestrictedRules.volumes]
        + [RestrictedRules.nonRoot, RestrictedRules.user, RestrictedRules.seccomp]
    }
    return rules.compactMap { $0(subject) }
  }
}

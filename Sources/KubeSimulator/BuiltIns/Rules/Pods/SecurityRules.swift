import KubeCore
import KubeSchema

/// What makes the security settings of pods and containers invalid.
enum SecurityRules {
  private static let members = [
    "capabilities", "privileged", "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot",
    "readOnlyRootFilesystem", "allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile",
  ]

  static func check(container security: JSONValue, _ path: String, usesHostUsers: Bool) -> [FieldError] {
    var errors = ids(security, ["runAsUser", "runAsGroup"], path)
    errors += FieldRules.oneOf(security, "procMount", ["Default", "Unmasked"], path)
    if usesHostUsers, security["procMount"] == "Unmasked" {
      errors.append(.invalid("\(path).procMount", "Unmasked", "`hostUsers` must be false to use `Unmasked`"))
    }
    errors += checkProfile(security, "seccomp", path)
    if security["allowPrivilegeEscalation"]?.bool == false, security["privileged"]?.bool == true {
      let shown = members.map { name in
        let goName = name == "seLinuxOptions" ? "SELinuxOptions" : name.prefix(1).uppercased() + name.dropFirst()
        return (goName, security[name] ?? .null)
      }
      errors.append(
        .invalid(
          path, ordered: .object(JSONObject(shown)),
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"))
    }
    return errors + checkProfile(security, "appArmor", path)
  }

  static func check(_ security: JSONValue, of spec: JSONValue, _ path: String) -> [FieldError] {
    var errors = ids(security, ["fsGroup", "runAsUser", "runAsGroup"], path)
    for (position, group) in (security["supplementalGroups"]?.elements ?? []).enumerated() {
      errors += id(group, "\(path).supplementalGroups[\(position)]")
    }
    if spec["hostPID"]?.bool == true, spec["shareProcessNamespace"]?.bool == true {
      errors.append(
        .invalid(
          "\(path).shareProcessNamespace", true, "ShareProcessNamespace and HostPID cannot both be enabled"))
    }
    for (position, entry) in (security["sysctls"]?.elements ?? []).enumerated() {
      errors += check(sysctl: entry.memberName, "\(path).sysctls[\(position)].name")
    }
    errors += FieldRules.oneOf(security, "fsGroupChangePolicy", ["Always", "OnRootMismatch"], path)
    errors += checkProfile(security, "seccomp", path) + checkProfile(security, "appArmor", path)
    errors += FieldRules.oneOf(security, "supplementalGroupsPolicy", ["Merge", "Strict"], path)
    return errors + FieldRules.oneOf(security, "seLinuxChangePolicy", ["Recursive"], path)
  }

  private static func check(sysctl name: String, _ field: String) -> [FieldError] {
    if name.isEmpty { return [.required(field)] }
    guard
      name.utf8.count > 253
        || name.wholeMatch(of: /([a-z0-9]([-_a-z0-9]*[a-z0-9])?[.\/])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?/) == nil
    else { return [] }
    return [
      .invalid(
        field, .string(name),
        #"must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*"#
          + "[a-z0-9]([-_a-z0-9]*[a-z0-9])?$")
    ]
  }

  private static func ids(_ security: JSONValue, _ names: [String], _ path: String) -> [FieldError] {
    names.flatMap { name in security[name].map { id($0, "\(path).\(name)") } ?? [] }
  }

  private static func id(_ value: JSONValue, _ field: String) -> [FieldError] {
    guard !(0...Int64(Int32.max)).contains(value.integer ?? 0) else { return [] }
    return [.invalid(field, value, "must be between 0 and 2147483647, inclusive")]
  }

  /// - Parameter name: of the profile: `seccomp` or `appArmor`.
  private static func checkProfile(_ security: JSONValue, _ name: String, _ path: String) -> [FieldError] {
    guard let profile = security["\(name)Profile"] else { return [] }
    let title = name == "appArmor" ? "AppArmor" : name
    let place = "\(path).\(name)Profile"
    let file = profile["localhostProfile"]
    let type = FieldRules.text(profile, "type")
    if type == "Localhost" {
      guard let file else {
        return [.required("\(place).localhostProfile", "must be set when \(title) type is Localhost")]
      }
      return name == "seccomp" ? VolumeSourceRules.checkDescending(file.string ?? "", "\(place).localhostProfile") : []
    }
    var errors =
      type.isEmpty
      ? [.required("\(place).type", "type is required when \(name)Profile is set")]
      : FieldRules.oneOf(profile, "type", types, place)
    guard let file else { return errors }
    let (field, problem) = ("\(place).localhostProfile", "can only be set when \(title) type is Localhost")
    if name == "seccomp" {
      errors.append(.invalid(field, ordered: ["Type": .string(type), "LocalhostProfile": file], problem))
    } else if types.contains(type) {
      errors.append(.invalid(field, file, problem))
    }
    return errors
  }

  private static let types = ["Localhost", "RuntimeDefault", "Unconfined"]
}

import KubeCore
import KubeSchema

/// What makes a pod's specification invalid.
///
/// Source: `ValidatePodSpec` of `pkg/apis/core/validation`, whose order this keeps.
enum PodSpecRules {
  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var volumes: [String: JSONValue] = [:]
    var errors = checkVolumes(spec["volumes"]?.elements ?? [], path, &volumes)
    errors += checkClaims(spec["resourceClaims"]?.elements ?? [], "\(path).resourceClaims")
    let pod = ContainerRules.Surroundings(
      volumes: volumes, claims: (spec["resourceClaims"]?.elements ?? []).map(\.memberName),
      gracePeriod: spec["terminationGracePeriodSeconds"], restartPolicy: spec["restartPolicy"],
      usesHostUsers: spec["hostUsers"]?.bool != false)
    errors += ContainerListRules.check(spec, path, pod)
    if let resources = spec["resources"] { errors += ContainerResourceRules.check(resources, "\(path).resources") }
    errors += PodSettingRules.checkHostPorts(spec, path)
    errors += FieldRules.oneOf(spec, "restartPolicy", ["Always", "OnFailure", "Never"], path)
    errors += FieldRules.oneOf(
      spec, "dnsPolicy", ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], path)
    errors += NameRules.checkLabels(spec["nodeSelector"]?.stringMap ?? [:], "\(path).nodeSelector")
    if let security = spec["securityContext"] {
      errors += SecurityRules.check(security, of: spec, "\(path).securityContext")
    }
    errors += SchedulingRules.check(affinity: spec["affinity"], "\(path).affinity")
    errors += PodSettingRules.checkDNS(spec, "\(path).dnsConfig") + PodSettingRules.checkGates(spec, path)
    errors += SchedulingRules.check(spread: spec, path)
    return errors + checkNames(spec, path) + checkRest(spec, path)
  }

  private static func checkNames(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let name = spec["hostnameOverride"]?.string { errors += FieldRules.subdomain(name, "\(path).hostnameOverride") }
    for name in ["serviceAccountName", "nodeName"] {
      let text = FieldRules.text(spec, name)
      if !text.isEmpty { errors += FieldRules.subdomain(text, "\(path).\(name)") }
    }
    if let value = spec["activeDeadlineSeconds"], !(1...Int64(Int32.max)).contains(value.integer ?? 0) {
      errors.append(.invalid("\(path).activeDeadlineSeconds", value, "must be between 1 and 2147483647, inclusive"))
    }
    for name in ["hostname", "subdomain"] {
      let text = FieldRules.text(spec, name)
      if !text.isEmpty { errors += FieldRules.label(text, "\(path).\(name)") }
    }
    return errors
  }

  private static func checkRest(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors = SchedulingRules.check(tolerations: spec["tolerations"], "\(path).tolerations")
    errors += PodSettingRules.checkAliases(spec, "\(path).hostAliases")
    for name in ["priorityClassName", "runtimeClassName"] {
      let text = FieldRules.text(spec, name)
      if !text.isEmpty { errors += FieldRules.subdomain(text, "\(path).\(name)") }
    }
    errors += FieldRules.oneOf(spec, "preemptionPolicy", ["PreemptLowerPriority", "Never"], path)
    if let overhead = spec["overhead"] {
      errors += ContainerResourceRules.check(["limits": overhead], "\(path).overhead")
    }
    guard let system = spec["os"] else { return errors }
    if system.memberName.isEmpty { return errors + [.required("\(path).os.name")] }
    guard !["linux", "windows"].contains(system.memberName) else { return errors }
    return errors + [.notSupported("\(path).os", .string(system.memberName), supported: ["linux", "windows"])]
  }

  /// What holds for templates of pods, but not for pods.
  static func checkTemplate(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors = check(spec, path)
    if spec["ephemeralContainers"]?.elements.isEmpty == false {
      errors.append(.forbidden("\(path).ephemeralContainers", "ephemeral containers not allowed in pod template"))
    }
    return errors
  }

  /// What holds for a pod, but not for templates of pods.
  static func checkPod(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = check(spec, "spec")
    for list in ["containers", "initContainers"] {
      for (position, container) in (spec[list]?.elements ?? []).enumerated() {
        errors += ContainerListRules.checkImage(container, "spec.\(list)[\(position)]")
      }
    }
    if old == nil, spec["ephemeralContainers"]?.elements.isEmpty == false {
      errors.append(.forbidden("spec.ephemeralContainers", "cannot be set on create"))
    }
    return errors
  }

  private static func checkClaims(_ claims: [JSONValue], _ path: String) -> [FieldError] {
    var names: Set<String> = []
    return claims.enumerated().flatMap { position, claim -> [FieldError] in
      let place = "\(path)[\(position)]"
      let name = claim.memberName
      var errors = name.isEmpty ? [.required("\(place).name")] : FieldRules.label(name, "\(place).name")
      if !name.isEmpty, !names.insert(name).inserted { errors = [.duplicate("\(place).name", .string(name))] }
      let sources = ["resourceClaimName", "resourceClaimTemplateName"].filter { claim[$0] != nil }
      if sources.count != 1 {
        errors.append(
          .invalid(
            place, ordered: shown(claim),
            sources.isEmpty
              ? "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"
              : "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"))
      }
      return errors + sources.flatMap { FieldRules.subdomain(FieldRules.text(claim, $0), "\(place).\($0)") }
    }
  }

  private static func shown(_ claim: JSONValue) -> JSONValue {
    [
      "Name": claim["name"] ?? "", "ResourceClaimName": claim["resourceClaimName"] ?? .null,
      "ResourceClaimTemplateName": claim["resourceClaimTemplateName"] ?? .null,
    ]
  }

  /// - Parameter valid: gets the volumes that are valid; only these can be mounted.
  private static func checkVolumes(
    _ volumes: [JSONValue], _ path: String, _ valid: inout [String: JSONValue]
  ) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, volume) in volumes.enumerated() {
      let place = "\(path).volumes[\(position)]"
      let name = volume.memberName
      var problems = VolumeSourceRules.check(volume, place)
      problems += name.isEmpty ? [.required("\(place).name")] : FieldRules.label(name, "\(place).name")
      if valid[name] != nil { problems.append(.duplicate("\(place).name", .string(name))) }
      if problems.isEmpty { valid[name] = volume }
      errors += problems
    }
    return errors
  }
}

extension JSONValue {
  /// The member `name`, as lists of parts are keyed by it.
  var memberName: String { self["name"]?.string ?? "" }
}

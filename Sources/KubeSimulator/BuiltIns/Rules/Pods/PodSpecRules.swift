import KubeCore
import KubeSchema

/// What makes a pod's specification invalid.
enum PodSpecRules {
  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var volumes: Set<String> = []
    var errors = checkVolumes(spec["volumes"]?.elements ?? [], path, &volumes)
    let containers = spec["containers"]?.elements ?? []
    if containers.isEmpty { errors.append(.required("\(path).containers")) }
    let gracePeriod = spec["terminationGracePeriodSeconds"]
    var names: Set<String> = []
    for (list, elements) in [("containers", containers), ("initContainers", spec["initContainers"]?.elements ?? [])] {
      for (position, container) in elements.enumerated() {
        let place = "\(path).\(list)[\(position)]"
        errors += checkName(container, place, &names)
        errors += ContainerRules.check(container, place, volumes: volumes, gracePeriod: gracePeriod)
      }
    }
    errors += FieldRules.oneOf(spec, "restartPolicy", ["Always", "OnFailure", "Never"], path)
    errors += FieldRules.oneOf(
      spec, "dnsPolicy", ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], path)
    errors += FieldRules.oneOf(spec, "preemptionPolicy", ["PreemptLowerPriority", "Never"], path)
    errors += NameRules.checkLabels(spec["nodeSelector"]?.stringMap ?? [:], "\(path).nodeSelector")
    for name in ["serviceAccountName", "nodeName", "priorityClassName"] {
      guard let text = spec[name]?.string, !text.isEmpty else { continue }
      errors += NameText.problems(ofSubdomain: text).map { .invalid("\(path).\(name)", .string(text), $0) }
    }
    for name in ["hostname", "subdomain"] {
      guard let text = spec[name]?.string, !text.isEmpty else { continue }
      errors += FieldRules.label(text, "\(path).\(name)")
    }
    return errors + SchedulingRules.check(spec, path) + PodSettingRules.check(spec, path)
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
    var errors = check(spec, "spec") + checkImages(spec)
    if let value = spec["activeDeadlineSeconds"], !(1...Int64(Int32.max)).contains(value.integer ?? 0) {
      errors.append(.invalid("spec.activeDeadlineSeconds", value, "must be between 1 and 2147483647, inclusive"))
    }
    if old == nil, spec["ephemeralContainers"]?.elements.isEmpty == false {
      errors.append(.forbidden("spec.ephemeralContainers", "cannot be set on create"))
    }
    return errors
  }

  /// What templates may hold, since there a blank image stands for one that is filled in later.
  private static func checkImages(_ spec: JSONValue) -> [FieldError] {
    ["containers", "initContainers"].flatMap { list in
      (spec[list]?.elements ?? []).enumerated().compactMap { position, container in
        guard let image = container["image"]?.string, image.first?.isWhitespace == true || image.last?.isWhitespace == true
        else { return nil }
        return .invalid(
          "spec.\(list)[\(position)].image", .string(image), "must not have leading or trailing whitespace")
      }
    }
  }

  private static func checkName(_ container: JSONValue, _ path: String, _ names: inout Set<String>) -> [FieldError] {
    let name = container.memberName
    if name.isEmpty { return [.required("\(path).name")] }
    var errors: [FieldError] = NameText.problems(ofLabel: name).map { .invalid("\(path).name", .string(name), $0) }
    if !names.insert(name).inserted { errors.append(.duplicate("\(path).name", .string(name))) }
    return errors
  }

  /// - Parameter names: gets those of the volumes that are valid; only these can be mounted.
  private static func checkVolumes(_ volumes: [JSONValue], _ path: String, _ names: inout Set<String>) -> [FieldError] {
    volumes.enumerated().flatMap { position, volume -> [FieldError] in
      let place = "\(path).volumes[\(position)]"
      let name = volume.memberName
      let sources = (volume.object ?? [:]).map(\.key).filter { $0 != "name" }
      var errors: [FieldError] = sources.dropFirst().map {
        .forbidden("\(place).\($0)", "may not specify more than 1 volume type")
      }
      if let map = volume["configMap"], map.memberName.isEmpty { errors.append(.required("\(place).configMap.name")) }
      if let secret = volume["secret"], secret["secretName"]?.string?.isEmpty != false {
        errors.append(.required("\(place).secret.secretName"))
      }
      errors += VolumeSourceRules.check(volume, place)
      if let claim = volume["persistentVolumeClaim"], claim["claimName"]?.string?.isEmpty != false {
        errors.append(.required("\(place).persistentVolumeClaim.claimName"))
      }
      if name.isEmpty {
        errors.append(.required("\(place).name"))
      } else {
        errors += FieldRules.label(name, "\(place).name")
        if names.contains(name) { errors.append(.duplicate("\(place).name", .string(name))) }
      }
      if errors.isEmpty { names.insert(name) }
      return errors
    }
  }
}

extension JSONValue {
  /// The member `name`, as lists of parts are keyed by it.
  var memberName: String { self["name"]?.string ?? "" }
}

import KubeCore
import KubeSchema

/// What makes the volumes that a container sees invalid, as folders and as devices.
///
/// Source: `ValidateVolumeMounts` and `ValidateVolumeDevices` of `pkg/apis/core/validation`.
enum MountRules {
  /// - Parameter volumes: the pod's valid volumes by name.
  static func check(_ container: JSONValue, _ path: String, _ volumes: [String: JSONValue]) -> [FieldError] {
    let mounts = container["volumeMounts"]?.elements ?? []
    let devices = container["volumeDevices"]?.elements ?? []
    return checkMounts(mounts, devices, container, "\(path).volumeMounts", volumes)
      + checkDevices(devices, mounts, "\(path).volumeDevices", volumes)
  }

  private static func checkMounts(
    _ mounts: [JSONValue], _ devices: [JSONValue], _ container: JSONValue, _ path: String,
    _ volumes: [String: JSONValue]
  ) -> [FieldError] {
    var places: Set<String> = []
    return mounts.enumerated().flatMap { position, mount -> [FieldError] in
      let field = "\(path)[\(position)]"
      let (name, place) = (mount.memberName, FieldRules.text(mount, "mountPath"))
      var errors: [FieldError] = name.isEmpty ? [.required("\(field).name")] : []
      if volumes[name] == nil { errors.append(notFound("\(field).name", name)) }
      if place.isEmpty { errors.append(.required("\(field).mountPath")) }
      if !places.insert(place).inserted { errors.append(unique("\(field).mountPath", place)) }
      if devices.contains(where: { $0.memberName == name }) {
        errors.append(.invalid("\(field).name", .string(name), "must not already exist in volumeDevices"))
      }
      if devices.contains(where: { FieldRules.text($0, "devicePath") == place }) {
        errors.append(
          .invalid("\(field).mountPath", .string(place), "must not already exist as a path in volumeDevices"))
      }
      return errors + checkParts(mount, field, path) + checkPropagation(mount, container, path)
    }
  }

  /// The server leaves the position out in some of these fields.
  private static func checkParts(_ mount: JSONValue, _ field: String, _ path: String) -> [FieldError] {
    let (part, expression) = (FieldRules.text(mount, "subPath"), FieldRules.text(mount, "subPathExpr"))
    var errors = VolumeSourceRules.checkDescending(part, "\(path).subPath")
    guard !expression.isEmpty else { return errors }
    if !part.isEmpty {
      errors.append(
        .invalid("\(field).subPathExpr", .string(expression), "subPathExpr and subPath are mutually exclusive"))
    }
    return errors + VolumeSourceRules.checkDescending(expression, "\(path).subPathExpr")
  }

  private static func checkPropagation(_ mount: JSONValue, _ container: JSONValue, _ path: String) -> [FieldError] {
    var errors = FieldRules.oneOf(mount, "mountPropagation", ["Bidirectional", "HostToContainer", "None"], path)
    if mount["mountPropagation"] == "Bidirectional", container["securityContext"]?["privileged"]?.bool != true {
      errors.append(
        .forbidden(
          "\(path).mountPropagation", "Bidirectional mount propagation is available only to privileged containers"))
    }
    let (recursive, field) = (FieldRules.text(mount, "recursiveReadOnly"), "\(path).recursiveReadOnly")
    guard ["Enabled", "IfPossible"].contains(recursive) else {
      return errors + FieldRules.oneOf(mount, "recursiveReadOnly", ["Disabled", "Enabled", "IfPossible"], path)
    }
    if mount["readOnly"]?.bool != true {
      errors.append(.forbidden(field, "may only be specified when readOnly is true"))
    }
    if let propagation = mount["mountPropagation"], propagation != "None" {
      errors.append(.forbidden(field, "may only be specified when mountPropagation is None or not specified"))
    }
    return errors
  }

  private static func checkDevices(
    _ devices: [JSONValue], _ mounts: [JSONValue], _ path: String, _ volumes: [String: JSONValue]
  ) -> [FieldError] {
    var (names, places): (Set<String>, Set<String>) = ([], [])
    return devices.enumerated().flatMap { position, device -> [FieldError] in
      let field = "\(path)[\(position)]"
      let (name, place) = (device.memberName, FieldRules.text(device, "devicePath"))
      var errors: [FieldError] = name.isEmpty ? [.required("\(field).name")] : []
      if !name.isEmpty, !names.insert(name).inserted { errors.append(unique("\(field).name", name)) }
      errors += checkVolume(of: name, "\(field).name", volumes)
      if place.isEmpty { errors.append(.required("\(field).devicePath")) }
      if places.contains(place) { errors.append(unique("\(field).devicePath", place)) }
      if VolumeSourceRules.checkSteps(place, "").isEmpty {
        places.insert(place)
      } else {
        errors.append(.invalid("\(field).devicePath", .string(place), "can not contain backsteps ('..')"))
      }
      if mounts.contains(where: { $0.memberName == name }) {
        errors.append(.invalid("\(field).name", .string(name), "must not already exist in volumeMounts"))
      }
      if mounts.contains(where: { FieldRules.text($0, "mountPath") == place }) {
        errors.append(
          .invalid("\(field).devicePath", .string(place), "must not already exist as a path in volumeMounts"))
      }
      return errors
    }
  }

  private static func checkVolume(
    of name: String, _ field: String, _ volumes: [String: JSONValue]
  ) -> [FieldError] {
    guard let volume = volumes[name] else { return [notFound(field, name)] }
    guard volume["persistentVolumeClaim"] == nil, volume["ephemeral"] == nil else { return [] }
    return [
      .invalid(
        field, .string(name), "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode")
    ]
  }

  private static func unique(_ field: String, _ text: String) -> FieldError {
    .invalid(field, .string(text), "must be unique")
  }

  private static func notFound(_ field: String, _ name: String) -> FieldError {
    FieldError(reason: "FieldValueNotFound", field: field, message: "Not found: \(GoQuoted.text(name))")
  }
}

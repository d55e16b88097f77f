import KubeCore
import KubeSchema

/// What makes volumes and claims to them invalid.
enum VolumeRules {
  private static let modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

  static func checkClaim(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let errors = checkClaim(object["spec"] ?? [:], "spec")
    return errors + (old.map { checkChange(object, $0) } ?? [])
  }

  static func checkClaim(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let selector = spec["selector"] { errors += FieldRules.selector(selector, "\(path).selector") }
    let given = spec["accessModes"]?.elements ?? []
    if given.isEmpty { errors.append(.required("\(path).accessModes", "at least 1 access mode is required")) }
    errors += checkModes(given, "\(path).accessModes")
    let size = spec["resources"]?["requests"]?["storage"]
    if let size {
      if let amount = FieldRules.quantity(size), amount <= ResourceQuantity(0) {
        errors.append(.invalid("\(path).resources[storage]", size, "must be greater than zero"))
      }
    } else {
      errors.append(.required("\(path).resources[storage]"))
    }
    let name = FieldRules.text(spec, "storageClassName")
    if !name.isEmpty { errors += FieldRules.subdomain(name, "\(path).storageClassName") }
    errors += FieldRules.oneOf(spec, "volumeMode", ["Block", "Filesystem"], path)
    for name in ["dataSource", "dataSourceRef"] { errors += checkSource(spec[name], "\(path).\(name)") }
    return errors
  }

  private static func checkSource(_ source: JSONValue?, _ path: String) -> [FieldError] {
    guard let source else { return [] }
    var errors: [FieldError] = []
    if FieldRules.text(source, "name").isEmpty { errors.append(.required("\(path).name")) }
    let kind = FieldRules.text(source, "kind")
    if kind.isEmpty { errors.append(.required("\(path).kind")) }
    let group = FieldRules.text(source, "apiGroup")
    if group.isEmpty, kind != "PersistentVolumeClaim" {
      errors.append(
        .invalid(
          path, .string(kind), "must be 'PersistentVolumeClaim' when referencing the default apiGroup"))
    }
    return group.isEmpty ? errors : errors + FieldRules.subdomain(group, "\(path).apiGroup")
  }

  /// Claims are fixed, so that nobody gets around quotas and limits; only bound ones may ask for more.
  private static func checkChange(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let (spec, before) = (object["spec"] ?? [:], old["spec"] ?? [:])
    var (new, fixed) = (spec, before)
    if FieldRules.text(before, "volumeName").isEmpty { fixed["volumeName"] = new["volumeName"] }
    if before["storageClassName"] == nil { new["storageClassName"] = before["storageClassName"] }
    if object["status"]?["phase"] == "Bound" {
      if new["resources"]?["requests"] != nil {
        new[["resources", "requests", "storage"]] = before["resources"]?["requests"]?["storage"]
      }
      new["volumeAttributesClassName"] = before["volumeAttributesClassName"]
    }
    var errors: [FieldError] = []
    if new != fixed {
      let difference = InternalForm.difference(fixed, new, as: "PersistentVolumeClaimSpec")
      errors.append(
        .forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n"
            + difference))
    }
    let sizes = [spec, before].map { FieldRules.quantity($0["resources"]?["requests"]?["storage"]) }
    let reached = FieldRules.quantity(old["status"]?["capacity"]?["storage"]) ?? ResourceQuantity(0)
    if let size = sizes[0], let previous = sizes[1], size < previous, size <= reached {
      errors.append(.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity"))
    }
    if spec["volumeMode"] != before["volumeMode"] {
      errors.append(.invalid("volumeMode", spec["volumeMode"] ?? .null, "field is immutable"))
    }
    return errors
  }

  private static func checkModes(_ given: [JSONValue], _ field: String = "spec.accessModes") -> [FieldError] {
    var errors: [FieldError] = given.filter { !modes.contains($0.string ?? "") }.map {
      .notSupported(field, $0, supported: modes.map { .string($0) })
    }
    if given.contains("ReadWriteOncePod"), given.count > 1 {
      errors.append(.forbidden(field, "may not use ReadWriteOncePod with other access modes"))
    }
    return errors
  }

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    let given = spec["accessModes"]?.elements ?? []
    if given.isEmpty { errors.append(.required("spec.accessModes")) }
    errors += checkModes(given)
    let capacity = spec["capacity"]?.object ?? [:]
    if capacity.isEmpty { errors.append(.required("spec.capacity")) }
    if capacity["storage"] == nil || capacity.count > 1 {
      errors.append(.notSupported("spec.capacity", spec["capacity"] ?? .null, supported: ["storage"]))
    }
    for (name, value) in capacity {
      if let amount = FieldRules.quantity(value), amount <= ResourceQuantity(0) {
        errors.append(.invalid("spec.capacity[\(name)]", value, "must be greater than zero"))
      }
    }
    errors += FieldRules.oneOf(spec, "persistentVolumeReclaimPolicy", ["Delete", "Recycle", "Retain"], "spec")
    errors += FieldRules.oneOf(spec, "volumeMode", ["Block", "Filesystem"], "spec")
    let name = FieldRules.text(spec, "storageClassName")
    if !name.isEmpty { errors += FieldRules.subdomain(name, "spec.storageClassName") }
    errors += checkSource(spec) + checkNodes(spec)
    return errors + (old.map { checkFixed(spec, $0["spec"] ?? [:]) } ?? [])
  }

  /// Where a volume comes from and how it is used is fixed.
  private static func checkFixed(_ spec: JSONValue, _ before: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    var new = spec
    let secret = ["csi", "controllerExpandSecretRef"]
    if before["csi"] != nil, before[secret] == nil, new[secret] != nil { new[secret] = nil }
    if sources.contains(where: { new[$0] != before[$0] }) {
      let difference = InternalForm.difference(before, new, as: "PersistentVolumeSource")
      errors.append(
        .forbidden(
          "spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation\n" + difference))
    }
    if spec["volumeMode"] != before["volumeMode"] {
      errors.append(.invalid("volumeMode", spec["volumeMode"] ?? .null, "field is immutable"))
    }
    return errors
  }

  private static func checkNodes(_ spec: JSONValue) -> [FieldError] {
    guard let affinity = spec["nodeAffinity"] else { return [] }
    let path = "spec.nodeAffinity.required"
    guard let selector = affinity["required"] else {
      return [.required(path, "must specify required node constraints")]
    }
    return SchedulingRules.check(nodeSelector: selector, path, checksValues: true)
  }

  /// In the order in which the server looks at them.
  private static let sources = [
    "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte", "cephfs",
    "iscsi", "cinder", "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume",
    "azureDisk", "scaleIO", "local", "storageos", "csi",
  ]

  private static func checkSource(_ spec: JSONValue) -> [FieldError] {
    let given = sources.filter { spec[$0] != nil }
    guard !given.isEmpty else { return [.required("spec", "must specify a volume type")] }
    var errors: [FieldError] = given.dropFirst().map {
      .forbidden("spec.\($0)", "may not specify more than 1 volume type")
    }
    if let host = spec["hostPath"] {
      let path = FieldRules.text(host, "path")
      if path.isEmpty { errors.append(.required("spec.hostPath.path")) }
      if path.split(separator: "/").contains("..") {
        errors.append(.invalid("spec.hostPath.path", .string(path), "must not contain '..'"))
      }
      errors += VolumeSourceRules.checkHostType(host, "spec.hostPath")
    }
    return errors
  }
}

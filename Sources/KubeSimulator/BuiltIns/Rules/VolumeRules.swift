import KubeCore
import KubeSchema

/// What makes volumes and claims to them invalid.
enum VolumeRules {
  private static let modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]

  static func checkClaim(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if let selector = spec["selector"] { errors += FieldRules.selector(selector, "spec.selector") }
    let given = spec["accessModes"]?.elements ?? []
    if given.isEmpty { errors.append(.required("spec.accessModes", "at least 1 access mode is required")) }
    errors += checkModes(given)
    let size = spec["resources"]?["requests"]?["storage"]
    if let size {
      if let amount = FieldRules.quantity(size), amount <= ResourceQuantity(0) {
        errors.append(.invalid("spec.resources[storage]", size, "must be greater than zero"))
      }
    } else {
      errors.append(.required("spec.resources[storage]"))
    }
    let name = FieldRules.text(spec, "storageClassName")
    if !name.isEmpty { errors += FieldRules.subdomain(name, "spec.storageClassName") }
    return errors + FieldRules.oneOf(spec, "volumeMode", ["Block", "Filesystem"], "spec")
  }

  private static func checkModes(_ given: [JSONValue]) -> [FieldError] {
    var errors: [FieldError] = given.filter { !modes.contains($0.string ?? "") }.map {
      .notSupported("spec.accessModes", $0, supported: modes.map { .string($0) })
    }
    if given.contains("ReadWriteOncePod"), given.count > 1 {
      errors.append(.forbidden("spec.accessModes", "may not use ReadWriteOncePod with other access modes"))
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
    return errors + checkSource(spec)
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
    }
    return errors
  }
}

import KubeCore
import KubeSchema

/// What makes the source of a pod's volume invalid.
///
/// Source: `validateVolumeSource` of `pkg/apis/core/validation`.
enum VolumeSourceRules {
  /// In the order in which the server looks at them.
  private static let kinds = [
    "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
    "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
    "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
    "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
  ]

  /// The members that each must have, and what they are missed with.
  private static let needed: [String: [String]] = [
    "gitRepo": ["repository"], "gcePersistentDisk": ["pdName"],
    "awsElasticBlockStore": ["volumeID"], "secret": ["secretName"],
    "nfs": ["server", "path"], "iscsi": ["targetPortal", "iqn"], "glusterfs": ["endpoints", "path"],
    "persistentVolumeClaim": ["claimName"], "rbd": ["monitors", "image"],
    "cephfs": ["monitors"], "cinder": ["volumeID"], "flexVolume": ["driver"],
    "configMap": ["name"], "azureFile": ["secretName", "shareName"], "vsphereVolume": ["volumePath"],
    "photonPersistentDisk": ["pdID"], "portworxVolume": ["volumeID"], "azureDisk": ["diskName", "diskURI"],
    "csi": ["driver"], "ephemeral": ["volumeClaimTemplate"],
  ]

  static func check(_ volume: JSONValue, _ path: String) -> [FieldError] {
    let given = kinds.filter { volume[$0] != nil }
    guard let first = given.first else { return [.required(path, "must specify a volume type")] }
    // The server calls one of them otherwise here.
    let place = first == "gcePersistentDisk" ? "persistentDisk" : first
    return check(volume[first] ?? [:], first, "\(path).\(place)")
      + given.dropFirst().map { .forbidden("\(path).\($0)", "may not specify more than 1 volume type") }
  }

  private static func check(_ source: JSONValue, _ kind: String, _ path: String) -> [FieldError] {
    let missing: [FieldError] = (needed[kind] ?? [])
      .filter { source[$0] == nil || source[$0]?.string?.isEmpty == true }.map { .required("\(path).\($0)") }
    switch kind {
    case "emptyDir": return checkSize(source, path)
    case "hostPath": return check(host: source, path)
    case "nfs": return missing + checkAbsolute(source, path)
    case "secret", "configMap": return missing + checkFiles(source, path)
    case "downwardAPI":
      return checkMode(source["defaultMode"], "\(path).defaultMode")
        + (source["items"]?.elements ?? []).flatMap { VolumeItemRules.check(file: $0, path) }
    case "projected":
      return checkMode(source["defaultMode"], "\(path).defaultMode") + VolumeItemRules.check(projected: source, path)
    case "image": return FieldRules.oneOf(source, "pullPolicy", ["Always", "IfNotPresent", "Never"], path)
    case "ephemeral": return missing + check(ephemeral: source, "\(path).volumeClaimTemplate.spec")
    default: return missing
    }
  }

  private static func checkSize(_ source: JSONValue, _ path: String) -> [FieldError] {
    guard let size = FieldRules.quantity(source["sizeLimit"]), size < ResourceQuantity(0) else { return [] }
    return [.forbidden("\(path).sizeLimit", "SizeLimit field must be a valid resource quantity")]
  }

  private static func check(host source: JSONValue, _ path: String) -> [FieldError] {
    let text = FieldRules.text(source, "path")
    if text.isEmpty { return [.required("\(path).path")] }
    return checkSteps(text, "\(path).path") + checkHostType(source, path)
  }

  private static func checkAbsolute(_ source: JSONValue, _ path: String) -> [FieldError] {
    let text = FieldRules.text(source, "path")
    return text.hasPrefix("/") ? [] : [.invalid("\(path).path", .string(text), "must be an absolute path")]
  }

  private static func checkFiles(_ source: JSONValue, _ path: String) -> [FieldError] {
    checkMode(source["defaultMode"], "\(path).defaultMode")
      + (source["items"]?.elements ?? []).enumerated().flatMap {
        VolumeItemRules.check(item: $0.element, "\(path).items[\($0.offset)]")
      }
  }

  private static func check(ephemeral source: JSONValue, _ path: String) -> [FieldError] {
    source["volumeClaimTemplate"].map { VolumeRules.checkClaim($0["spec"] ?? [:], path) } ?? []
  }

  static func checkHostType(_ source: JSONValue, _ path: String) -> [FieldError] {
    let types = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"]
    return FieldRules.oneOf(source, "type", types, path)
  }

  static func checkMode(_ mode: JSONValue?, _ field: String) -> [FieldError] {
    guard let mode, !(0...0o777).contains(mode.integer ?? 0) else { return [] }
    return [.invalid(field, mode, "must be a number between 0 and 0777 (octal), both inclusive")]
  }

  /// A path may not lead out of where it begins.
  static func checkSteps(_ text: String, _ field: String) -> [FieldError] {
    text.split(separator: "/").contains("..") ? [.invalid(field, .string(text), "must not contain '..'")] : []
  }

  /// A path must go on from where it begins.
  static func checkDescending(_ text: String, _ field: String) -> [FieldError] {
    let errors: [FieldError] =
      text.hasPrefix("/") ? [.invalid(field, .string(text), "must be a relative path")] : []
    return errors + checkSteps(text, field)
  }
}

import KubeCore
import KubeSchema

/// What makes drivers of storage and what they attach invalid.
///
/// Source: `pkg/apis/storage/validation`.
enum DriverRules {
  static func checkDriver(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = FieldRules.oneOf(spec, "fsGroupPolicy", ["File", "None", "ReadWriteOnceWithFSType"], "spec")
    for mode in spec["volumeLifecycleModes"]?.elements ?? [] where !["Persistent", "Ephemeral"].contains(mode) {
      errors.append(.notSupported("spec.volumeLifecycleModes", mode, supported: ["Persistent", "Ephemeral"]))
    }
    errors += checkTokens(spec)
    if spec["serviceAccountTokenInSecrets"] != nil, spec["tokenRequests"]?.elements.isEmpty != false {
      errors.append(
        .invalid(
          "spec.serviceAccountTokenInSecrets", spec["serviceAccountTokenInSecrets"] ?? .null,
          "serviceAccountTokenInSecrets is set but no tokenRequests are specified"))
    }
    guard let old else { return errors }
    if spec["attachRequired"] != old["spec"]?["attachRequired"] {
      errors.append(.invalid("spec.attachedRequired", spec["attachRequired"] ?? .null, "field is immutable"))
    }
    if spec["volumeLifecycleModes"] != old["spec"]?["volumeLifecycleModes"] {
      errors.append(
        .invalid("spec.volumeLifecycleModes", spec["volumeLifecycleModes"] ?? .null, "field is immutable"))
    }
    return errors
  }

  private static func checkTokens(_ spec: JSONValue) -> [FieldError] {
    var audiences: Set<String> = []
    return (spec["tokenRequests"]?.elements ?? []).enumerated().flatMap { position, request -> [FieldError] in
      let (path, audience) = ("spec.tokenRequests[\(position)]", FieldRules.text(request, "audience"))
      guard audiences.insert(audience).inserted else {
        return [.duplicate("\(path).audience", .string(audience))]
      }
      guard let seconds = request["expirationSeconds"], let number = seconds.integer else { return [] }
      let field = "\(path).expirationSeconds"
      if number < 600 { return [.invalid(field, seconds, "may not specify a duration less than 10 minutes")] }
      guard number > 1 << 32 else { return [] }
      return [.invalid(field, seconds, "may not specify a duration larger than 2^32 seconds")]
    }
  }

  // MARK: - Nodes

  static func checkNode(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var names: Set<String> = []
    var errors: [FieldError] = []
    for (position, driver) in (object["spec"]?["drivers"]?.elements ?? []).enumerated() {
      let path = "spec.drivers[\(position)]"
      errors += check(driver: driver, path)
      if !names.insert(driver.memberName).inserted {
        errors.append(.duplicate("\(path).name", .string(driver.memberName)))
      }
      errors += checkTopology(driver["topologyKeys"]?.elements ?? [], path)
    }
    return errors
  }

  private static func check(driver: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkName(driver.memberName, "\(path).name")
    let node = FieldRules.text(driver, "nodeID")
    if node.isEmpty { errors.append(.required("\(path).nodeID")) }
    if node.utf8.count > 256 {
      errors.append(.invalid("\(path).nodeID", .string(node), "must be 256 characters or less"))
    }
    return errors + FieldRules.notNegative(driver["allocatable"] ?? [:], ["count"], "\(path).allocatable")
  }

  private static func checkName(_ name: String, _ field: String) -> [FieldError] {
    if name.isEmpty { return [.required(field)] }
    let length: [FieldError] = name.utf8.count > 63 ? [.tooLong(field, limit: 63)] : []
    return length + NameText.problems(ofSubdomain: name.lowercased()).map { .invalid(field, .string(name), $0) }
  }

  private static func checkTopology(_ keys: [JSONValue], _ path: String) -> [FieldError] {
    var seen: Set<JSONValue> = []
    return keys.flatMap { key -> [FieldError] in
      let missing: [FieldError] = key == "" ? [.required(path)] : []
      let twice: [FieldError] = seen.insert(key).inserted ? [] : [.duplicate(path, key)]
      return missing + twice + FieldRules.qualifiedName(key.string ?? "", path)
    }
  }

  static func checkCapacity(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors = object["nodeTopology"].map { FieldRules.selector($0, "nodeTopology") } ?? []
    errors += FieldRules.subdomain(FieldRules.text(object, "storageClassName"), "storageClassName")
    if let capacity = object["capacity"] { errors += FieldRules.quantityNotNegative(capacity, "capacity") }
    return errors + FieldRules.immutable(object, old, ["nodeTopology", "storageClassName"])
  }

  // MARK: - Attachments

  static func checkAttachment(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkName(FieldRules.text(spec, "attacher"), "spec.attacher")
    let source = spec["source"] ?? [:]
    if (source["persistentVolumeName"] == nil) == (source["inlineVolumeSpec"] == nil) {
      errors.append(
        .required("spec.source", "must specify exactly one of inlineVolumeSpec and persistentVolumeName"))
    }
    if let name = source["persistentVolumeName"]?.string {
      if name.isEmpty {
        errors.append(.required("spec.source.persistentVolumeName", "must specify non empty persistentVolumeName"))
      }
      errors += FieldRules.subdomain(name, "spec.source.persistentVolumeName")
    }
    return errors + FieldRules.subdomain(FieldRules.text(spec, "nodeName"), "spec.nodeName")
  }
}

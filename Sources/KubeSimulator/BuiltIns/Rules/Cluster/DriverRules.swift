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
    for (position, request) in (spec["tokenRequests"]?.elements ?? []).enumerated() {
      guard let seconds = request["expirationSeconds"], let number = seconds.integer, number < 600 else { continue }
      errors.append(
        .invalid(
          "spec.tokenRequests[\(position)].expirationSeconds", seconds,
          "may not specify a duration less than 10 minutes"))
    }
    return errors
  }

  static func checkNode(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    (object["spec"]?["drivers"]?.elements ?? []).enumerated().flatMap { position, driver in
      ["name", "nodeID"].filter { FieldRules.text(driver, $0).isEmpty }.map {
        .required("spec.drivers[\(position)].\($0)")
      }
    }
  }

  static func checkAttachment(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let attacher = FieldRules.text(spec, "attacher")
    var errors: [FieldError] =
      attacher.isEmpty ? [.required("spec.attacher")] : FieldRules.subdomain(attacher, "spec.attacher")
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

  static func checkRanges(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let ranges = object["spec"]?["cidrs"]?.elements ?? []
    guard !ranges.isEmpty else { return [.required("spec.cidrs", "at least one CIDR required")] }
    return ranges.enumerated().flatMap { position, range in
      FieldRules.network(range.string ?? "", "spec.cidrs[\(position)]")
    }
  }
}

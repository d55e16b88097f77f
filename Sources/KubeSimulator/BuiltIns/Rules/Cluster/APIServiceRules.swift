import KubeCore
import KubeSchema

/// What makes the registration of another server's API invalid.
///
/// Source: `kube-aggregator/pkg/apis/apiregistration/validation`.
enum APIServiceRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let (group, version) = (FieldRules.text(spec, "group"), FieldRules.text(spec, "version"))
    var errors = checkName(object.name, "\(version).\(group)")
    if group.isEmpty, version != "v1" {
      errors.append(.required("spec.group", "only v1 may have an empty group and it better be legacy kube"))
    }
    if !group.isEmpty { errors += FieldRules.subdomain(group, "spec.group") }
    errors += DefinitionVersionRules.problems(ofName: version).map { .invalid("spec.version", .string(version), $0) }
    for (name, limit) in [("groupPriorityMinimum", Int64(20_000)), ("versionPriority", 1_000)] {
      let number = spec[name]?.integer ?? 0
      guard !(1...limit).contains(number) else { continue }
      errors.append(.invalid("spec.\(name)", .integer(number), "must be positive and less than \(limit)"))
    }
    return errors + checkTrust(spec)
  }

  private static func checkName(_ name: String, _ wanted: String) -> [FieldError] {
    let problems = NameText.problems(ofPathSegment: name)
    let mismatch = name == wanted ? [] : ["must be `spec.version+\".\"+spec.group`: \"\(wanted)\""]
    return (problems.isEmpty ? mismatch : problems).map { .invalid("metadata.name", .string(name), $0) }
  }

  private static func checkTrust(_ spec: JSONValue) -> [FieldError] {
    let bundle = spec["caBundle"]?.string.flatMap { Base64.decodeLeniently($0) }?.count ?? 0
    let isTrusting = spec["insecureSkipTLSVerify"]?.bool == true
    guard let service = spec["service"] else {
      var errors: [FieldError] = []
      if bundle > 0 {
        errors.append(
          .invalid("spec.caBundle", .string("\(bundle) bytes"), "local APIServices may not have a caBundle"))
      }
      if isTrusting {
        errors.append(
          .invalid("spec.insecureSkipTLSVerify", true, "local APIServices may not have insecureSkipTLSVerify"))
      }
      return errors
    }
    var errors: [FieldError] = ["namespace", "name"].filter { FieldRules.text(service, $0).isEmpty }.map {
      .required("spec.service.\($0)")
    }
    let port = service["port"]?.integer ?? 0
    if !(1...65_535).contains(port) {
      errors.append(
        .invalid("spec.service.port", .integer(port), "port is not valid: must be between 1 and 65535, inclusive"))
    }
    if isTrusting, bundle > 0 {
      errors.append(.invalid("spec.insecureSkipTLSVerify", true, "may not be true if caBundle is present"))
    }
    return errors
  }
}

import KubeCore
import KubeSchema

/// What makes the files invalid that a volume is put together from.
enum VolumeItemRules {
  static func check(item: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = FieldRules.text(item, "key").isEmpty ? [.required("\(path).key")] : []
    errors += checkTarget(item, path)
    return errors + VolumeSourceRules.checkMode(item["mode"], "\(path).mode")
  }

  private static func checkTarget(_ item: JSONValue, _ path: String) -> [FieldError] {
    let (target, field) = (FieldRules.text(item, "path"), "\(path).path")
    if target.isEmpty { return [.required(field)] }
    let errors = VolumeSourceRules.checkDescending(target, field)
    guard target.hasPrefix(".."), !target.hasPrefix("../") else { return errors }
    return errors + [.invalid(field, .string(target), "must not start with '..'")]
  }

  /// The server names the volume, not the file in it.
  static func check(file: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkTarget(file, path)
    if let field = file["fieldRef"] {
      errors += FieldReferenceRules.check(field: field, "\(path).fieldRef", supported: FieldReferenceRules.ofVolumes)
      if file["resourceFieldRef"] != nil {
        errors.append(
          .invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"))
      }
    } else if let resource = file["resourceFieldRef"] {
      errors += FieldReferenceRules.check(resource: resource, "\(path).resourceFieldRef", needsContainer: true)
    } else {
      errors.append(.required(path, "one of fieldRef and resourceFieldRef is required"))
    }
    return errors + VolumeSourceRules.checkMode(file["mode"], "\(path).mode")
  }

  private static let projections = [
    "secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate",
  ]

  static func check(projected source: JSONValue, _ path: String) -> [FieldError] {
    var taken: Set<String> = []
    return (source["sources"]?.elements ?? []).enumerated().flatMap { position, source -> [FieldError] in
      let place = "\(path).sources[\(position)]"
      let given = projections.filter { source[$0] != nil }
      var errors = given.flatMap { check(source[$0] ?? [:], $0, "\(place).\($0)", path, &taken) }
      if given.count > 1 { errors.append(.forbidden(place, "may not specify more than 1 volume type per source")) }
      return errors
    }
  }

  private static func check(
    _ source: JSONValue, _ kind: String, _ place: String, _ path: String, _ taken: inout Set<String>
  ) -> [FieldError] {
    switch kind {
    case "secret", "configMap":
      var errors: [FieldError] = source.memberName.isEmpty ? [.required("\(place).name")] : []
      for (position, item) in (source["items"]?.elements ?? []).enumerated() {
        errors += check(item: item, "\(place).items[\(position)]")
        errors += conflict(item, shown: source.memberName, path, &taken)
      }
      return errors
    case "downwardAPI":
      return (source["items"]?.elements ?? []).flatMap {
        check(file: $0, place) + conflict($0, shown: FieldRules.text($0, "path"), path, &taken)
      }
    case "serviceAccountToken": return check(token: source, place, path)
    default: return []
    }
  }

  private static func conflict(
    _ item: JSONValue, shown: String, _ path: String, _ taken: inout Set<String>
  ) -> [FieldError] {
    let target = FieldRules.text(item, "path")
    guard !target.isEmpty, !taken.insert(target).inserted else { return [] }
    return [.invalid(path, .string(shown), "conflicting duplicate paths")]
  }

  private static func check(token: JSONValue, _ place: String, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let seconds = token["expirationSeconds"] ?? 0
    if (seconds.integer ?? 0) < 600 {
      errors.append(
        .invalid("\(place).expirationSeconds", seconds, "may not specify a duration less than 10 minutes"))
    }
    return errors + checkTarget(token, path)
  }
}

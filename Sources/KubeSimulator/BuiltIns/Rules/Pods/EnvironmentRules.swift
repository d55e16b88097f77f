import KubeCore
import KubeSchema

/// What makes the environment of a container invalid.
///
/// Source: `ValidateEnv` and `ValidateEnvFrom` of `pkg/apis/core/validation`.
enum EnvironmentRules {
  static func check(_ container: JSONValue, _ path: String) -> [FieldError] {
    let variables = (container["env"]?.elements ?? []).enumerated().flatMap { position, variable in
      check(variable: variable, "\(path).env[\(position)]")
    }
    return variables + checkSources(container["envFrom"]?.elements ?? [], "\(path).envFrom")
  }

  private static func check(variable: JSONValue, _ path: String) -> [FieldError] {
    let name = variable.memberName
    let errors = name.isEmpty ? [.required("\(path).name")] : check(name: name, "\(path).name")
    return errors + checkOrigin(variable, "\(path).valueFrom")
  }

  private static func check(name: String, _ field: String) -> [FieldError] {
    guard !name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "=") }) else { return [] }
    return [
      .invalid(
        field, .string(name),
        "a valid environment variable name must consist only of printable ASCII characters other than '='")
    ]
  }

  /// In the order in which the server looks at them.
  private static let origins = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"]

  private static func checkOrigin(_ variable: JSONValue, _ path: String) -> [FieldError] {
    guard let source = variable["valueFrom"] else { return [] }
    let given = origins.filter { source[$0] != nil }
    let errors = given.flatMap { check(origin: source[$0] ?? [:], $0, "\(path).\($0)") }
    if given.isEmpty {
      let names = origins.dropLast().map { "`\($0)`" }.joined(separator: ", ")
      return errors + [.invalid(path, "", "must specify one of: \(names) or `fileKeyRef`")]
    }
    if !FieldRules.text(variable, "value").isEmpty {
      return errors + [.invalid(path, "", "may not be specified when `value` is not empty")]
    }
    guard given.count > 1 else { return errors }
    return errors + [.invalid(path, "", "may not have more than one field specified at a time")]
  }

  private static func check(origin: JSONValue, _ kind: String, _ path: String) -> [FieldError] {
    switch kind {
    case "fieldRef": FieldReferenceRules.check(field: origin, path, supported: FieldReferenceRules.ofVariables)
    case "resourceFieldRef": FieldReferenceRules.check(resource: origin, path, needsContainer: false)
    case "fileKeyRef": check(file: origin, path)
    default: check(key: origin, path)
    }
  }

  private static func check(key reference: JSONValue, _ path: String) -> [FieldError] {
    let errors = FieldRules.subdomain(reference.memberName, "\(path).name")
    let key = FieldRules.text(reference, "key")
    if key.isEmpty { return errors + [.required("\(path).key")] }
    return errors + NameText.problems(ofConfigKey: key).map { .invalid("\(path).key", .string(key), $0) }
  }

  private static func check(file reference: JSONValue, _ path: String) -> [FieldError] {
    let key = FieldRules.text(reference, "key")
    var errors = key.isEmpty ? [.required("\(path).key")] : check(name: key, "\(path).key")
    let volume = FieldRules.text(reference, "volumeName")
    errors += volume.isEmpty ? [.required("\(path).volumeName")] : FieldRules.label(volume, "\(path).volumeName")
    let file = FieldRules.text(reference, "path")
    return errors + (file.isEmpty ? [.required("\(path).path")] : VolumeSourceRules.checkSteps(file, "\(path).path"))
  }

  private static func checkSources(_ sources: [JSONValue], _ path: String) -> [FieldError] {
    sources.enumerated().flatMap { position, source -> [FieldError] in
      var errors: [FieldError] = []
      let prefix = FieldRules.text(source, "prefix")
      if !prefix.isEmpty { errors += check(name: prefix, "\(path)[\(position)].prefix") }
      let given = ["configMapRef", "secretRef"].filter { source[$0] != nil }
      for kind in given {
        let field = "\(path)[\(position)].\(kind).name"
        let name = source[kind]?.memberName ?? ""
        errors += name.isEmpty ? [.required(field)] : FieldRules.subdomain(name, field)
      }
      if given.isEmpty { errors.append(.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`")) }
      if given.count > 1 { errors.append(.invalid(path, "", "may not have more than one field specified at a time")) }
      return errors
    }
  }
}

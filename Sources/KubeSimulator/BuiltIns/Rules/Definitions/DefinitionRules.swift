import KubeCore
import KubeSchema

/// What makes a `CustomResourceDefinition` invalid, but for its schemas.
///
/// Source: `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation`.
enum DefinitionRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    let expected = "\(spec["names"]?["plural"]?.string ?? "").\(spec["group"]?.string ?? "")"
    if old == nil, object.name != expected {
      errors.append(.invalid("metadata.name", .string(object.name), "must be spec.names.plural+\".\"+spec.group"))
    }
    errors += checkGroup(object, spec) + checkVersions(spec)
      + checkStorage(object, old) + checkNames(spec["names"] ?? [:]) + checkConversion(spec)
    if spec["preserveUnknownFields"]?.bool == true {
      errors.append(
        .invalid(
          "spec.preserveUnknownFields", true,
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"))
    }
    errors += DefinitionVersionRules.check(spec)
    if let old { errors += checkChange(object, old) }
    return errors + DefinitionSchemas.check(object, old)
  }

  private static func checkGroup(_ object: JSONValue, _ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let group = FieldRules.text(spec, "group")
    if group.isEmpty {
      errors.append(.required("spec.group"))
    } else if !group.contains(".") {
      errors.append(.invalid("spec.group", .string(group), "should be a domain with at least one dot"))
    } else {
      errors += FieldRules.subdomain(group, "spec.group")
    }
    let scope = FieldRules.text(spec, "scope")
    if scope.isEmpty {
      errors.append(.required("spec.scope"))
    } else {
      errors += FieldRules.oneOf(spec, "scope", ["Cluster", "Namespaced"], "spec")
    }
    let annotation = "api-approved.kubernetes.io"
    let isProtected = ["k8s.io", "kubernetes.io"].contains { group == $0 || group.hasSuffix(".\($0)") }
    if isProtected, object.annotations[annotation]?.isEmpty != false {
      errors.append(
        .required(
          "metadata.annotations[\(annotation)]",
          "protected groups must have approval annotation \"\(annotation)\", see "
            + "https://github.com/kubernetes/enhancements/pull/1111"))
    }
    return errors
  }

  private static func checkVersions(_ spec: JSONValue) -> [FieldError] {
    let versions = spec["versions"]?.elements ?? []
    var errors: [FieldError] = []
    var names: Set<String> = []
    for (position, version) in versions.enumerated() {
      let name = version.memberName
      let path = "spec.versions[\(position)]"
      if !names.insert(name).inserted {
        errors.append(.invalid("spec.versions", ordered: DefinitionForm.versions(versions), "must contain unique version names"))
      }
      // The first version is also the one that definitions had when they had only one.
      for field in position == 0 ? ["\(path).name", "spec.version"] : ["\(path).name"] {
        errors += DefinitionVersionRules.problems(ofName: name).map { .invalid(field, .string(name), $0) }
      }
      if version["schema"]?["openAPIV3Schema"]?.object == nil { errors.append(.required("\(path).schema.openAPIV3Schema")) }
      if let warning = version["deprecationWarning"], version["deprecated"]?.bool != true {
        errors.append(.invalid("\(path).deprecationWarning", warning, "can only be set for deprecated versions"))
      }
    }
    let stored = versions.count { $0["storage"]?.bool == true }
    if stored != 1 {
      errors.append(
        .invalid("spec.versions", ordered: DefinitionForm.versions(versions), "must have exactly one version marked as storage version"))
    }
    return errors
  }

  /// Among the versions in which objects may be stored is the one in which they are stored from now on.
  private static func checkStorage(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let stored = (object["status"]?["storedVersions"] ?? []).elements
    let field = "status.storedVersions"
    guard !stored.isEmpty else { return [.invalid(field, .null, "must have at least one stored version")] }
    let last = (object["spec"]?["versions"]?.elements ?? []).last { $0["storage"]?.bool == true }
    guard let name = last.map({ JSONValue.string($0.memberName) }), !stored.contains(name) else { return [] }
    return [.invalid(field, .array(stored), "must have the storage version \(name.string ?? "")")]
  }

  private static func checkNames(_ names: JSONValue) -> [FieldError] {
    let path = "spec.names"
    let (kind, list) = (FieldRules.text(names, "kind"), FieldRules.text(names, "listKind"))
    var errors: [FieldError] = []
    for name in ["plural", "singular"] {
      let text = FieldRules.text(names, name)
      if text.isEmpty {
        errors.append(.required("\(path).\(name)"))
      } else {
        errors += DefinitionVersionRules.problems(ofName: text).map { .invalid("\(path).\(name)", .string(text), $0) }
      }
    }
    for (name, text) in [("kind", kind), ("listKind", list)] {
      if text.isEmpty {
        errors.append(.required("\(path).\(name)"))
        continue
      }
      errors += DefinitionVersionRules.problems(ofName: text.lowercased()).map {
        .invalid("\(path).\(name)", .string(text), "may have mixed case, but should otherwise match: \($0)")
      }
    }
    for (position, entry) in (names["shortNames"]?.elements ?? []).enumerated() {
      errors += DefinitionVersionRules.problems(ofName: entry.string ?? "").map {
        .invalid("\(path).shortNames[\(position)]", entry, $0)
      }
    }
    if !kind.isEmpty, kind == list {
      errors.append(.invalid("\(path).listKind", .string(list), "kind and listKind may not be the same"))
    }
    for (position, entry) in (names["categories"]?.elements ?? []).enumerated() {
      errors += DefinitionVersionRules.problems(ofName: entry.string ?? "").map {
        .invalid("\(path).categories[\(position)]", entry, $0)
      }
    }
    return errors
  }

  private static func checkConversion(_ spec: JSONValue) -> [FieldError] {
    guard let conversion = spec["conversion"] else { return [] }
    let path = "spec.conversion"
    var errors: [FieldError] = []
    let strategy = FieldRules.text(conversion, "strategy")
    if strategy.isEmpty { return [.required("\(path).strategy")] }
    errors += FieldRules.oneOf(conversion, "strategy", ["None", "Webhook"], path)
    let webhook = conversion["webhook"]
    if strategy == "Webhook" {
      if webhook?["clientConfig"] == nil {
        errors.append(.required("\(path).webhookClientConfig", "required when strategy is set to Webhook"))
      }
      if webhook?["conversionReviewVersions"]?.elements.isEmpty != false {
        errors.append(.required("\(path).conversionReviewVersions"))
      }
    } else if webhook != nil {
      errors.append(.forbidden("\(path).webhookClientConfig", "should not be set when strategy is not set to Webhook"))
    }
    return errors
  }

  private static func checkChange(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let names = Set((object["spec"]?["versions"]?.elements ?? []).map(\.memberName))
    var errors: [FieldError] = []
    for (position, stored) in (object["status"]?["storedVersions"]?.elements ?? []).enumerated() {
      let name = stored.string ?? ""
      if !names.contains(name) {
        errors.append(
          .invalid(
            "status.storedVersions[\(position)]", stored,
            "missing from spec.versions; \(name) was previously a storage version, and must remain in "
              + "spec.versions until a storage migration ensures no data remains persisted in \(name) and removes \(name) from "
              + "status.storedVersions"))
      }
    }
    for field in ["group", "scope"] where object["spec"]?[field] != old["spec"]?[field] {
      errors.append(.invalid("spec.\(field)", object["spec"]?[field] ?? .null, "field is immutable"))
    }
    for field in ["plural", "kind"] where object["spec"]?["names"]?[field] != old["spec"]?["names"]?[field] {
      errors.append(.invalid("spec.names.\(field)", object["spec"]?["names"]?[field] ?? .null, "field is immutable"))
    }
    return errors
  }
}

import KubeCore
import KubeSchema

/// The rules for metadata, with the server's words.
enum NameRules {
  private static let annotationLimit = 262_144

  static func check(_ object: JSONValue, _ definition: ResourceDefinition) -> [FieldError] {
    var errors: [FieldError] = []
    if let prefix = object.metadata["generateName"]?.string, !prefix.isEmpty {
      errors += problems(ofName: prefix, definition, isPrefix: true).map {
        .invalid("metadata.generateName", .string(prefix), $0)
      }
    }
    let name = object.name
    if name.isEmpty {
      errors.append(.required("metadata.name", "name or generateName is required"))
    } else {
      errors += problems(ofName: name, definition).map { .invalid("metadata.name", .string(name), $0) }
    }
    if let generation = object.generation, generation < 0 {
      errors.append(
        .invalid("metadata.generation", .integer(generation), "must be greater than or equal to 0"))
    }
    errors += checkLabels(object.labels, "metadata.labels")
    errors += checkAnnotations(object.annotations, "metadata.annotations")
    errors += OwnerRules.check(object.metadata["ownerReferences"]?.elements ?? [])
    return errors + checkFinalizers(object.finalizers, "metadata.finalizers", isBuiltIn: !isGeneric(definition))
  }

  /// Whether the metadata of a kind are judged by the rules of all kinds alone.
  static func isGeneric(_ definition: ResourceDefinition) -> Bool {
    definition.isCustom || ["admissionregistration.k8s.io", "apiextensions.k8s.io"].contains(definition.type.group)
  }

  static func checkLabels(_ labels: [String: String], _ field: String) -> [FieldError] {
    labels.sorted { $0.key < $1.key }.flatMap { key, value in
      (NameText.problems(ofQualifiedName: key).map { (key, $0) } + NameText.problems(ofLabelValue: value).map { (value, $0) })
        .map { .invalid(field, .string($0.0), $0.1) }
    }
  }

  static func checkAnnotations(_ annotations: [String: String], _ field: String) -> [FieldError] {
    var errors: [FieldError] = annotations.keys.sorted().flatMap { key in
      NameText.problems(ofQualifiedName: key.lowercased()).map { .invalid(field, .string(key), $0) }
    }
    let size = annotations.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    if size > annotationLimit { errors.append(.tooLong(field, limit: annotationLimit)) }
    return errors
  }

  /// - Parameter isBuiltIn: whether a name without a domain must be one that is known.
  static func checkFinalizers(_ finalizers: [String], _ field: String, isBuiltIn: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, finalizer) in finalizers.enumerated() {
      let problems = NameText.problems(ofQualifiedName: finalizer)
      errors += problems.map { .invalid(field, .string(finalizer), $0) }
      if isBuiltIn, problems.isEmpty, !finalizer.contains("/"), !["orphan", "foregroundDeletion", "kubernetes"].contains(finalizer) {
        errors.append(
          .invalid(
            "\(field)[\(position)]", .string(finalizer),
            "name is neither a standard finalizer name nor is it fully qualified"))
      }
    }
    if finalizers.contains("orphan"), finalizers.contains("foregroundDeletion") {
      errors.append(
        .invalid(
          field, .array(finalizers.map { .string($0) }),
          "finalizer orphan and foregroundDeletion cannot be both set"))
    }
    return errors
  }

  /// What is wrong with the name of an object of a kind.
  private static func problems(
    ofName name: String, _ definition: ResourceDefinition, isPrefix: Bool = false
  ) -> [String] {
    // What a prefix ends with does not count: more follows.
    let text = isPrefix && name.last == "-" ? name.dropLast() + "a" : name
    switch definition.storage {
    case _ where ["certificates.k8s.io", "rbac.authorization.k8s.io"].contains(definition.type.group):
      return NameText.problems(ofPathSegment: text)
    // These names say what the object holds, and are judged with it.
    case "apiregistration.k8s.io/apiservices", "networking.k8s.io/ipaddresses": return []
    case "namespaces", "services": return NameText.problems(ofLabel: text)
    default: return NameText.problems(ofSubdomain: text)
    }
  }

  static func isSubdomain(_ text: String) -> Bool { NameText.problems(ofSubdomain: text).isEmpty }
}

import KubeCore
import KubeSchema

/// What makes objects invalid that stand within custom objects (`x-kubernetes-embedded-resource`).
///
/// Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta`.
enum EmbeddedRules {
  static func check(_ value: JSONValue, _ schema: Schema, _ path: String = "") -> [FieldError] {
    guard schema.embedsResources else { return [] }
    switch value {
    case .object(let object):
      let own = schema.isEmbeddedResource ? check(embedded: value, path) : []
      return own
        + object.flatMap { key, child -> [FieldError] in
          if let below = schema.properties[key] { return check(child, below, path.isEmpty ? key : "\(path).\(key)") }
          return schema.additionalProperties.map { check(child, $0, "\(path)[\(key)]") } ?? []
        }
    case .array(let array):
      guard let items = schema.items else { return [] }
      return array.enumerated().flatMap { check($0.element, items, "\(path)[\($0.offset)]") }
    default: return []
    }
  }

  private static func check(embedded object: JSONValue, _ path: String) -> [FieldError] {
    var errors = ["apiVersion", "kind"].filter { object[$0] == nil }.map { FieldError.required("\(path).\($0)") }
    for name in ["apiVersion", "kind"] {
      guard let value = object[name] else { continue }
      let field = "\(path).\(name)"
      guard let text = value.string else {
        errors.append(.invalid(field, value, "must be a string"))
        continue
      }
      if text.isEmpty {
        errors.append(.invalid(field, "", "must not be empty"))
      } else if name == "apiVersion", text.count(where: { $0 == "/" }) > 1 {
        errors.append(.invalid(field, value, "unexpected GroupVersion string: \(text)"))
      } else if name == "kind" {
        errors += DefinitionVersionRules.problems(ofName: text.lowercased()).map {
          .invalid(field, value, "may have mixed case, but should otherwise match: \($0)")
        }
      }
    }
    if object["metadata"] != nil { errors += check(metadataOf: object, "\(path).metadata") }
    return errors
  }

  private static func check(metadataOf object: JSONValue, _ path: String) -> [FieldError] {
    NameText.problems(ofPathSegment: object.name).map { .invalid("\(path).name", .string(object.name), $0) }
      + NameRules.checkLabels(object.labels, "\(path).labels")
      + NameRules.checkAnnotations(object.annotations, "\(path).annotations")
      + NameRules.checkFinalizers(object.finalizers, "\(path).finalizers", isBuiltIn: false)
  }
}

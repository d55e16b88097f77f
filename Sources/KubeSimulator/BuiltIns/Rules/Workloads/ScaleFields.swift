import KubeCore
import KubeSchema

/// The members of a custom object that its scale subresource reads.
struct ScaleFields {
  private let paths: ResourceDefinition.ScalePaths
  private let object: JSONValue

  init(_ paths: ResourceDefinition.ScalePaths, _ object: JSONValue) {
    self.paths = paths
    self.object = object
  }

  func errors(ofStatusAlone: Bool) -> [FieldError] {
    (ofStatusAlone ? [] : count(at: paths.specReplicas)) + count(at: paths.statusReplicas) + selector()
  }

  private func count(at path: [String]) -> [FieldError] {
    let field = Self.text(path)
    switch object[path] {
    case nil, .null: return []
    case .integer(let count):
      if count < 0 { return [.invalid(field, .integer(count), "should be a non-negative integer")] }
      return count <= Int64(Int32.max)
        ? [] : [.invalid(field, .integer(count), "should be less than or equal to \(Int32.max)")]
    case let value?: return [.invalid(field, 0, problem(field, value, expected: "int64"))]
    }
  }

  private func selector() -> [FieldError] {
    guard let path = paths.labelSelector, let value = object[path], !value.isNull, value.string == nil
    else { return [] }
    return [.invalid(Self.text(path), "", problem(Self.text(path), value, expected: "string"))]
  }

  private static func text(_ path: [String]) -> String { "." + path.joined(separator: ".") }

  private func problem(_ field: String, _ value: JSONValue, expected: String) -> String {
    "\(field) accessor error: \(value.string ?? value.description) is of the type \(Self.goType(of: value)), "
      + "expected \(expected)"
  }

  private static func goType(of value: JSONValue) -> String {
    switch value {
    case .string: "string"
    case .bool: "bool"
    case .integer: "int64"
    case .double, .number: "float64"
    case .array: "[]interface {}"
    default: "map[string]interface {}"
    }
  }
}

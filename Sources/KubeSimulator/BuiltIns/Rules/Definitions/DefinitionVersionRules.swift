import KubeCore
import KubeSchema

/// What makes the columns, subresources and selectable fields of a definition's versions invalid.
enum DefinitionVersionRules {
  static func check(_ spec: JSONValue) -> [FieldError] {
    let versions = spec["versions"]?.elements ?? []
    // The server keeps one value for all versions where they agree, and names its place accordingly.
    func isShared(_ name: String) -> Bool { versions.dropFirst().allSatisfy { $0[name] == versions.first?[name] } }
    let hasOneSchema = isShared("schema")
    return ["additionalPrinterColumns", "subresources", "selectableFields"].flatMap { name -> [FieldError] in
      let isShared = isShared(name)
      return (isShared ? Array(versions.prefix(1)) : versions).enumerated().flatMap {
        position, version -> [FieldError] in
        guard let value = version[name] else { return [] }
        let path = isShared ? "spec.\(name)" : "spec.versions[\(position)].\(name)"
        switch name {
        case "additionalPrinterColumns": return checkColumns(value.elements, path)
        case "subresources": return checkScale(value["scale"], "\(path).scale")
        case _ where value.elements.isEmpty: return []
        case _ where isShared && (!hasOneSchema || version["schema"] == nil):
          return [.invalid(path, "", "may only be set when validations.schema is included")]
        // The one schema is no longer found with the versions.
        case _ where !isShared && (hasOneSchema || version["schema"]?["openAPIV3Schema"] == nil):
          return [.invalid(path, "", "may only be set when `version.schema.openAPIV3Schema` is not included")]
        default: return checkSelectable(value.elements, version["schema"]?["openAPIV3Schema"] ?? [:], path)
        }
      }
    }
  }

  /// Go's rule for labels of DNS that have to begin with a letter.
  static func problems(ofName text: String) -> [String] {
    if text.utf8.count > 63 { return ["must be no more than 63 characters"] }
    if text.wholeMatch(of: /[a-z]([-a-z0-9]*[a-z0-9])?/) != nil { return [] }
    return [
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, "
        + "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
        + "'[a-z]([-a-z0-9]*[a-z0-9])?')"
    ]
  }

  private static func checkColumns(_ columns: [JSONValue], _ path: String) -> [FieldError] {
    let formats = ["int32", "int64", "float", "double", "byte", "date", "date-time", "password"]
    let types = ["boolean", "date", "integer", "number", "string"]
    return columns.enumerated().flatMap { position, column -> [FieldError] in
      let place = "\(path)[\(position)]"
      var errors: [FieldError] = column.memberName.isEmpty ? [.required("\(place).name")] : []
      let type = FieldRules.text(column, "type")
      if type.isEmpty {
        errors.append(.required("\(place).type", "must be one of \(types.joined(separator: ","))"))
      } else if !types.contains(type) {
        errors.append(.invalid("\(place).type", .string(type), "must be one of \(types.joined(separator: ","))"))
      }
      let format = FieldRules.text(column, "format")
      if !format.isEmpty, !formats.contains(format) {
        errors.append(
          .invalid("\(place).format", .string(format), "must be one of \(formats.sorted().joined(separator: ","))"))
      }
      let jsonPath = FieldRules.text(column, "jsonPath")
      if jsonPath.isEmpty {
        errors.append(.required("\(place).JSONPath"))
      } else if !jsonPath.hasPrefix(".") {
        errors.append(
          .invalid("\(place).JSONPath", .string(jsonPath), "must be a simple json path starting with ."))
      }
      return errors
    }
  }

  private static func checkScale(_ scale: JSONValue?, _ path: String) -> [FieldError] {
    guard let scale else { return [] }
    var errors: [FieldError] = []
    for (name, start) in [("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.")] {
      let text = FieldRules.text(scale, name)
      if text.isEmpty {
        errors.append(.required("\(path).\(name)"))
      } else if !text.hasPrefix(".") {
        errors.append(.invalid("\(path).\(name)", .string(text), "must be a simple json path starting with ."))
      } else if !text.hasPrefix(start) {
        let place = start == ".spec." ? ".spec" : ".status"
        errors.append(.invalid("\(path).\(name)", .string(text), "should be a json path under \(place)"))
      }
    }
    return errors
  }

  private static func checkSelectable(_ fields: [JSONValue], _ schema: JSONValue, _ path: String) -> [FieldError] {
    var seen: Set<String> = []
    var errors: [FieldError] = fields.count > 8 ? [.tooMany(path, fields.count, limit: 8)] : []
    for (position, field) in fields.enumerated() {
      let text = FieldRules.text(field, "jsonPath")
      let place = "\(path)[\(position)].jsonPath"
      if text.isEmpty {
        errors.append(.required(place))
        continue
      }
      if !seen.insert(text).inserted { errors.append(.duplicate(place, .string(text))) }
      var current: JSONValue? = schema
      for name in ResourceDefinition.simplePath(text) { current = current?["properties"]?[name] }
      guard let current, !text.hasPrefix(".metadata") else {
        errors.append(.invalid(place, .string(text), "is an invalid path: does not refer to a valid field"))
        continue
      }
      if !["string", "integer", "boolean"].contains(current["type"]?.string) {
        errors.append(
          .invalid(
            place, .string(text),
            "must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed."
          ))
      }
    }
    return errors
  }
}

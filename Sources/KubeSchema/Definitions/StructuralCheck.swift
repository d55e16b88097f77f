import CEL
import KubeCore

/// What makes a schema structural: a type everywhere, and nothing in the branches of `anyOf` and its kin but conditions
/// on what is declared beside them.
struct StructuralCheck {
  private enum Level { case root, items, field }

  private var errors: [FieldError] = []

  static func errors(in source: JSONValue, at path: String) -> [FieldError] {
    var check = StructuralCheck()
    check.visit(source, .root, path)
    check.complete(source, source, path)
    return check.errors.sorted { $0.text < $1.text }
  }

  private mutating func visit(_ source: JSONValue, _ level: Level, _ path: String) {
    let type = source["type"]?.string ?? ""
    if type == "array", source["items"] == nil { errors.append(.required("\(path).items", "must be specified")) }
    if let items = source["items"] { visit(items, .items, "\(path).items") }
    for (name, property) in source["properties"]?.object ?? [:] {
      visit(property, .field, "\(path).properties[\(name)]")
    }
    if let additional = source["additionalProperties"] {
      if level == .root { errors.append(.forbidden("\(path).additionalProperties", "must not be used at the root")) }
      if additional.object != nil { visit(additional, .field, "\(path).additionalProperties") }
    }
    checkExtensions(source, path)
    checkBranches(source, path, isIntOrString: source["x-kubernetes-int-or-string"]?.bool == true)
    checkType(source, type, level, path)
    checkMetadata(source, level, path)
  }

  private mutating func checkExtensions(_ source: JSONValue, _ path: String) {
    guard source["x-kubernetes-int-or-string"]?.bool == true else { return }
    for key in ["x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource"] where source[key]?.bool == true {
      errors.append(.invalid("\(path).\(key)", true, "must be false if x-kubernetes-int-or-string is true"))
    }
  }

  private mutating func checkType(_ source: JSONValue, _ type: String, _ level: Level, _ path: String) {
    let isEmbedded = source["x-kubernetes-embedded-resource"]?.bool == true
    let preserves = source["x-kubernetes-preserve-unknown-fields"]?.bool == true
    if isEmbedded, type != "object" {
      let rule = "must be object if x-kubernetes-embedded-resource is true"
      errors.append(
        type.isEmpty ? .required("\(path).type", rule) : .invalid("\(path).type", .string(type), rule))
    } else if type.isEmpty, source["x-kubernetes-int-or-string"]?.bool != true, !preserves {
      let place =
        switch level {
        case .root: "at the root"
        case .items: "for specified array items"
        case .field: "for specified object fields"
        }
      errors.append(.required("\(path).type", "must not be empty \(place)"))
    }
    if isEmbedded, source["additionalProperties"] != nil {
      errors.append(
        .forbidden("\(path).additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"))
    }
    if level == .root, !type.isEmpty, type != "object" {
      errors.append(.invalid("\(path).type", .string(type), "must be object at the root"))
    }
    if isEmbedded, !preserves, source["properties"]?.object?.isEmpty != false {
      errors.append(
        .required(
          "\(path).properties",
          "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"))
    }
  }

  private mutating func checkMetadata(_ source: JSONValue, _ level: Level, _ path: String) {
    let isResource = level == .root || source["x-kubernetes-embedded-resource"]?.bool == true
    for name in ["kind", "apiVersion"] where isResource {
      guard let property = source["properties"]?[name], property["type"]?.string != "string" else { continue }
      errors.append(
        .invalid("\(path).properties[\(name)].type", .string(property["type"]?.string ?? ""), "must be string"))
    }
    guard let metadata = source["properties"]?["metadata"] else { return }
    let place = "\(path).properties[metadata]"
    if isResource, metadata["type"]?.string != "object" {
      errors.append(.invalid("\(place).type", .string(metadata["type"]?.string ?? ""), "must be object"))
    }
    guard level == .root else { return }
    let allowed: Set = ["name", "generateName"]
    let hasOnlyNames = metadata["properties"]?.object?.keys.allSatisfy(allowed.contains) ?? true
    let known: Set = ["type", "properties", "default", "description"]
    if !hasOnlyNames || metadata.object?.keys.allSatisfy(known.contains) == false {
      errors.append(
        .forbidden(
          place, "must not specify anything other than name and generateName, but metadata is implicitly specified"))
    }
  }

  // MARK: - Branches

  private static let integerOrString: JSONValue = [["type": "integer"], ["type": "string"]]

  private mutating func checkBranches(_ source: JSONValue, _ path: String, isIntOrString: Bool) {
    if !isIntOrString || source["anyOf"] != Self.integerOrString {
      for (position, branch) in (source["anyOf"]?.elements ?? []).enumerated() {
        checkBranch(branch, "\(path).anyOf[\(position)]", allowsRules: false)
      }
    }
    for (position, branch) in (source["allOf"]?.elements ?? []).enumerated() {
      let isFirst = isIntOrString && position == 0 && branch["anyOf"] == Self.integerOrString
      checkBranch(branch, "\(path).allOf[\(position)]", allowsRules: false, skipsAnyOf: isFirst)
    }
    for (position, branch) in (source["oneOf"]?.elements ?? []).enumerated() {
      checkBranch(branch, "\(path).oneOf[\(position)]", allowsRules: false)
    }
    if let not = source["not"] { checkBranch(not, "\(path).not", allowsRules: false) }
    guard let pattern = source["pattern"]?.string, !pattern.isEmpty else { return }
    do throws(RegularExpression.Failure) { _ = try RegularExpression(pattern) } catch {
      errors.append(
        .invalid("\(path).pattern", .string(pattern), "must be a valid regular expression, but isn't: \(error)"))
    }
  }

  private mutating func checkBranch(
    _ branch: JSONValue, _ path: String, allowsRules: Bool, skipsAnyOf: Bool = false
  ) {
    checkBranches(branch, path, isIntOrString: skipsAnyOf)
    if let items = branch["items"] { checkBranch(items, "\(path).items", allowsRules: allowsRules) }
    for (name, property) in branch["properties"]?.object ?? [:] {
      checkBranch(property, "\(path).properties[\(name)]", allowsRules: allowsRules)
    }
    let texts = ["type", "title", "description"].filter { branch[$0]?.string?.isEmpty == false }
    let flags = [
      "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string",
    ].filter { branch[$0]?.bool == true }
    let lists = ["x-kubernetes-list-map-keys", "x-kubernetes-validations"].filter {
      branch[$0]?.elements.isEmpty == false
    }
    for key in texts.prefix(1) { errors.append(.forbidden("\(path).\(key)", "must be empty to be structural")) }
    if branch["additionalProperties"] != nil {
      errors.append(.forbidden("\(path).additionalProperties", "must be undefined to be structural"))
    }
    if let value = branch["default"], !value.isNull {
      errors.append(.forbidden("\(path).default", "must be undefined to be structural"))
    }
    for key in texts.dropFirst() + lists { errors.append(.forbidden("\(path).\(key)", "must be empty to be structural")) }
    for key in flags + (branch["nullable"]?.bool == true ? ["nullable"] : []) {
      errors.append(.forbidden("\(path).\(key)", "must be false to be structural"))
    }
    for key in ["x-kubernetes-list-type", "x-kubernetes-map-type"] where branch[key] != nil {
      errors.append(.forbidden("\(path).\(key)", "must be undefined to be structural"))
    }
    if branch["properties"]?["metadata"] != nil {
      errors.append(
        .forbidden("\(path).properties[metadata]", "must not be specified in a nested context"))
    }
  }

  // MARK: - Completeness

  /// What a branch speaks of must be declared outside of it; the server only looks at the branches of the root.
  private mutating func complete(_ source: JSONValue, _ declared: JSONValue, _ path: String) {
    for key in ["allOf", "anyOf", "oneOf"] {
      for (position, branch) in (source[key]?.elements ?? []).enumerated() {
        require(branch, declared, "\(path).\(key)[\(position)]", path)
      }
    }
    if let not = source["not"] { require(not, declared, "\(path).not", path) }
  }

  private mutating func require(_ branch: JSONValue, _ declared: JSONValue, _ path: String, _ place: String) {
    if let items = branch["items"] {
      if let other = declared["items"] {
        require(items, other, "\(path).items", "\(place).items")
      } else {
        errors.append(.required("\(place).items", "because it is defined in \(path).items"))
      }
    }
    for (name, property) in branch["properties"]?.object ?? [:] {
      let below = "\(place).properties[\(name)]"
      if let other = declared["properties"]?[name] {
        require(property, other, "\(path).properties[\(name)]", below)
      } else if declared["additionalProperties"] == nil {
        errors.append(.required(below, "because it is defined in \(path).properties[\(name)]"))
      }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
      for (position, inner) in (branch[key]?.elements ?? []).enumerated() {
        require(inner, declared, "\(path).\(key)[\(position)]", place)
      }
    }
    if let not = branch["not"] { require(not, declared, "\(path).not", place) }
  }
}

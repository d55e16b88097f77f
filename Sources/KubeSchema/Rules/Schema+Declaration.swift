package import CEL
import KubeCore

extension Schema {
  /// What expressions know of values of this schema; `nil` when they cannot see them.
  ///
  /// - Parameters:
  ///   - isRoot: whether it is the schema of a whole object, whose kind and name can always be seen.
  ///   - name: what the type is called, and the types below it after it.
  package func declaration(isRoot: Bool, name: String = "self") -> TypeDeclaration? {
    switch kind {
    case .integerOrString: TypeDeclaration(name: "dyn", form: .dyn, largestCount: largestText, smallestSize: 1)
    case .array: listDeclaration(name)
    case .object: additionalSchema == nil || isRoot ? objectDeclaration(isRoot, name) : mapDeclaration(name)
    case .string: textDeclaration
    case .boolean: TypeDeclaration(name: "bool", form: .bool, smallestSize: 4)
    case .number: TypeDeclaration(name: "double", form: .double, smallestSize: 1)
    case .integer: TypeDeclaration(name: "int", form: .int, smallestSize: 1)
    case .any: isRoot ? objectDeclaration(isRoot, name) : nil
    }
  }

  /// The largest request in bytes.
  static let largestRequest: Int64 = 3 * 1024 * 1024

  /// The schema of additional properties, unless it only says that they are allowed.
  var additionalSchema: Schema? { additionalProperties === Schema.anything ? nil : additionalProperties }

  private func listDeclaration(_ name: String) -> TypeDeclaration? {
    guard let items, let element = items.declaration(isRoot: items.isEmbeddedResource, name: name + ".@idx") else {
      return nil
    }
    let kind: TypeDeclaration.ListKind =
      switch listType {
      case .atomic: .atomic
      case .set: .set
      case .map(let keys): .map(keys: keys)
      }
    let estimated = (Self.largestRequest - 2) / (element.smallestSize + 1)
    return TypeDeclaration(
      name: "list", form: .list(element, kind), largestCount: UInt64(clamping: limits.maxItems.map(Int64.init) ?? estimated),
      smallestSize: 2)
  }

  private func mapDeclaration(_ name: String) -> TypeDeclaration? {
    guard let schema = additionalSchema,
      let value = schema.declaration(isRoot: schema.isEmbeddedResource, name: name + ".@elem")
    else { return nil }
    let estimated = (Self.largestRequest - 2) / (value.smallestSize + 6)
    return TypeDeclaration(
      name: "map", form: .map(value), largestCount: UInt64(clamping: limits.maxProperties.map(Int64.init) ?? estimated),
      smallestSize: 2)
  }

  private func objectDeclaration(_ isRoot: Bool, _ name: String) -> TypeDeclaration {
    var properties = self.properties
    if isRoot {
      properties["kind"] = Schema(kind: .string)
      properties["apiVersion"] = Schema(kind: .string)
      properties["metadata"] = Schema(
        kind: .object, properties: ["name": Schema(kind: .string), "generateName": Schema(kind: .string)])
    }
    let required = Set(self.required)
    var fields: [String: TypeDeclaration.Field] = [:]
    var smallest: Int64 = 2
    for (member, schema) in properties {
      guard
        let declaration = schema.declaration(isRoot: schema.isEmbeddedResource, name: "\(name).\(member)")
      else { continue }
      if let field = PropertyEscaping.escape(member) { fields[field] = .init(declaration, member: member) }
      if required.contains(member), schema.defaultValue == nil {
        smallest += Int64(member.utf8.count) + declaration.smallestSize + 4
      }
    }
    return TypeDeclaration(name: name, form: .object(fields), smallestSize: smallest)
  }

  // MARK: - Text

  private var textDeclaration: TypeDeclaration {
    switch format {
    case "byte":
      let count = limits.maxLength.map { UInt64(clamping: $0) } ?? UInt64(Self.largestRequest - 2)
      return TypeDeclaration(name: "bytes", form: .bytes, largestCount: count, smallestSize: 2)
    case "duration": return TypeDeclaration(name: "duration", form: .duration, largestCount: 32, smallestSize: 3)
    case "date": return TypeDeclaration(name: "timestamp", form: .date, largestCount: 12, smallestSize: 12)
    case "date-time": return TypeDeclaration(name: "timestamp", form: .timestamp, largestCount: 32, smallestSize: 21)
    default: return TypeDeclaration(name: "string", form: .string, largestCount: largestText, smallestSize: 2)
    }
  }

  /// A code point takes up to four bytes.
  private var largestText: UInt64 {
    if let maxLength = limits.maxLength { return UInt64(clamping: Int64(maxLength).multipliedClamped(by: 4)) }
    let names = limits.enumeration.compactMap(\.string)
    if !limits.enumeration.isEmpty, kind == .string { return UInt64(names.map(\.utf8.count).max() ?? 0) }
    return UInt64(Self.largestRequest - 2)
  }
}

extension Int64 {
  fileprivate func multipliedClamped(by factor: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

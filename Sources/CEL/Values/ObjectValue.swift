import KubeCore

/// An object with declared fields: one from JSON, or one whose fields are worked out when they are first asked for.
public struct ObjectValue: Sendable {
  private enum Storage: Sendable {
    case json(JSONObject)
    case lazy(LazyFields)
  }

  private let storage: Storage
  let declaration: TypeDeclaration

  init(_ object: JSONObject, as declaration: TypeDeclaration) {
    storage = .json(object)
    self.declaration = declaration
  }

  init(lazy fields: LazyFields, as declaration: TypeDeclaration) {
    storage = .lazy(fields)
    self.declaration = declaration
  }

  var type: CELType { .object(declaration) }

  var count: Int {
    switch storage {
    case .json(let object): object.count
    case .lazy(let fields): fields.names.count
    }
  }

  /// The value of a field, or `nil` when it is not declared or not set.
  func field(_ name: String) throws(EvaluationError) -> Value? {
    switch storage {
    case .lazy(let fields): return try fields.value(of: name)
    case .json(let object):
      guard case .object(let fields) = declaration.form, let field = fields[name], let value = object[field.member]
      else { return nil }
      return Value(value, as: field.declaration)
    }
  }

  func hasField(_ name: String) -> Bool {
    switch storage {
    case .lazy(let fields): return fields.names.contains(name)
    case .json(let object):
      guard case .object(let fields) = declaration.form, let field = fields[name] else { return false }
      return object[field.member] != nil
    }
  }

  private var json: JSONObject? { if case .json(let object) = storage { object } else { nil } }
}

extension ObjectValue: Equatable {
  // Declared fields are compared as what they are declared to be, undeclared members as they stand.
  public static func == (left: ObjectValue, right: ObjectValue) -> Bool {
    guard let first = left.json, let second = right.json, first.count == second.count else { return false }
    guard case .object(let fields) = left.declaration.form else { return false }
    let byMember = Dictionary(fields.values.map { ($0.member, $0.declaration) }) { first, _ in first }
    return first.allSatisfy { member in
      guard let other = second[member.key] else { return false }
      guard let declaration = byMember[member.key] else { return member.value == other }
      return Value(member.value, as: declaration) == Value(other, as: declaration)
    }
  }
}

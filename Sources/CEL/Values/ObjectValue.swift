import KubeCore

/// An object with declared fields: one from JSON, one whose fields are worked out when they are first asked for, or one
/// that an expression has made.
public struct ObjectValue: Sendable {
  private enum Storage: Sendable {
    case json(JSONObject)
    case lazy(LazyFields)
    case made([String: Value])
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

  init(made fields: [String: Value], as declaration: TypeDeclaration) {
    storage = .made(fields)
    self.declaration = declaration
  }

  var type: CELType { .object(declaration) }

  var count: Int {
    switch storage {
    case .json(let object): object.count
    case .lazy(let fields): fields.names.count
    case .made(let fields): fields.count
    }
  }

  /// The value of a field, or `nil` when it is not declared or not set.
  func field(_ name: String) throws(EvaluationError) -> Value? {
    switch storage {
    case .lazy(let fields): return try fields.value(of: name)
    case .made(let fields): return fields[name]
    case .json(let object):
      guard case .object(let fields) = declaration.form, let field = fields[name], let value = object[field.member]
      else { return nil }
      return Value(value, as: field.declaration)
    }
  }

  func hasField(_ name: String) -> Bool {
    switch storage {
    case .lazy(let fields): return fields.names.contains(name)
    case .made(let fields): return fields[name] != nil
    case .json(let object):
      guard case .object(let fields) = declaration.form, let field = fields[name] else { return false }
      return object[field.member] != nil
    }
  }

  private var members: JSONObject? { if case .json(let object) = storage { object } else { nil } }

  /// The fields of an object that an expression has made.
  var made: [String: Value]? { if case .made(let fields) = storage { fields } else { nil } }

  /// The object as JSON; `nil` when a field has no JSON form, or is worked out when it is asked for.
  var json: JSONValue? {
    switch storage {
    case .json(let object): return .object(object)
    case .lazy: return nil
    case .made(let fields):
      let members = fields.sorted { $0.key < $1.key }.compactMap { field in field.value.json.map { (field.key, $0) } }
      return members.count == fields.count ? .object(JSONObject(members)) : nil
    }
  }
}

extension ObjectValue: Equatable {
  // Declared fields are compared as what they are declared to be, undeclared members as they stand.
  public static func == (left: ObjectValue, right: ObjectValue) -> Bool {
    if let first = left.made, let second = right.made {
      return left.declaration == right.declaration && first == second
    }
    guard let first = left.members, let second = right.members, first.count == second.count else { return false }
    guard case .object(let fields) = left.declaration.form else { return false }
    let byMember = Dictionary(fields.values.map { ($0.member, $0.declaration) }) { first, _ in first }
    return first.allSatisfy { member in
      guard let other = second[member.key] else { return false }
      guard let declaration = byMember[member.key] else { return member.value == other }
      return Value(member.value, as: declaration) == Value(other, as: declaration)
    }
  }
}

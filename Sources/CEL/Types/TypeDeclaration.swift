/// What is known of a value before it is there: its type, its fields, and how large it can be.
///
/// Sizes are in elements for lists and maps, in bytes for text; they feed the cost estimate.
public final class TypeDeclaration: Sendable {
  /// A field of an object.
  public struct Field: Sendable {
    public var declaration: TypeDeclaration
    /// The member of the JSON object that the field shows, where escaping has changed its name.
    public var member: String

    public init(_ declaration: TypeDeclaration, member: String) {
      self.declaration = declaration
      self.member = member
    }
  }

  /// How the elements of a list are told apart; sets and maps are compared and joined without regard to order.
  public enum ListKind: Sendable, Hashable {
    case atomic
    case set
    case map(keys: [String])
  }

  /// How a JSON value becomes a value of the language.
  public enum Form: Sendable {
    case dyn, bool, int, double, string, bytes, duration, date, timestamp
    case list(TypeDeclaration, ListKind)
    case map(TypeDeclaration)
    /// Fields by their names in expressions. The object may have further members that expressions do not see.
    case object([String: Field])
    /// Fields of any name and type, as in objects that expressions make.
    case open
    /// A type without JSON form.
    case opaque(CELType)
  }

  public let name: String
  public let form: Form
  /// The most elements or bytes that a value can have; 0 for scalars and objects.
  public let largestCount: UInt64
  /// The fewest bytes that a value takes as JSON.
  public let smallestSize: Int64

  public init(name: String, form: Form, largestCount: UInt64 = 0, smallestSize: Int64 = 1) {
    self.name = name
    self.form = form
    self.largestCount = largestCount
    self.smallestSize = smallestSize
  }

  /// A declaration of a type about whose size nothing is known.
  public convenience init(_ type: CELType) {
    switch type {
    case .object(let declaration):
      self.init(
        name: declaration.name, form: declaration.form, largestCount: declaration.largestCount,
        smallestSize: declaration.smallestSize)
    case .dyn: self.init(name: "dyn", form: .dyn)
    case .bool: self.init(name: "bool", form: .bool)
    case .int: self.init(name: "int", form: .int)
    case .double: self.init(name: "double", form: .double)
    case .string: self.init(name: "string", form: .string)
    case .bytes: self.init(name: "bytes", form: .bytes)
    case .duration: self.init(name: "duration", form: .duration)
    case .timestamp: self.init(name: "timestamp", form: .timestamp)
    case .list(let element): self.init(name: "list", form: .list(TypeDeclaration(element), .atomic))
    case .map(.string, let value): self.init(name: "map", form: .map(TypeDeclaration(value)))
    default: self.init(name: type.description, form: .opaque(type))
    }
  }

  /// An object type with fields of the given types, as `request` and `variables` of an admission policy are.
  public static func object(name: String, fields: [String: CELType]) -> TypeDeclaration {
    var declared: [String: Field] = [:]
    for (field, type) in fields { declared[field] = Field(TypeDeclaration(type), member: field) }
    return TypeDeclaration(name: name, form: .object(declared))
  }

  /// The type of expressions of this declaration.
  public var type: CELType {
    switch form {
    case .dyn: .dyn
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .duration: .duration
    case .date, .timestamp: .timestamp
    case .list(let element, _): .list(element.type)
    case .map(let value): .map(.string, value.type)
    case .object, .open: .object(self)
    case .opaque(let type): type
    }
  }

  /// The declaration at the end of a path of field names, `@items`, `@keys` and `@values`.
  func descendant(_ path: some Sequence<String>) -> TypeDeclaration? {
    var current: TypeDeclaration = self
    for step in path {
      switch (current.form, step) {
      case (.list(let element, _), "@items"): current = element
      case (.map(let value), "@values"), (.map(let value), "@items"): current = value
      case (.map, "@keys"): current = Self.key
      case (.object(let fields), _):
        guard let field = fields[step] else { return nil }
        current = field.declaration
      default: return nil
      }
    }
    return current
  }

  private static let key = TypeDeclaration(name: "string", form: .string, smallestSize: 2)
}

// Declared types are what they are called: a schema gives every object in it a name of its own.
extension TypeDeclaration: Hashable {
  public static func == (left: TypeDeclaration, right: TypeDeclaration) -> Bool {
    left === right || left.name == right.name
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

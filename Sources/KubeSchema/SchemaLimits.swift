import CEL
public import KubeCore

/// The value validations of a schema, beside its type.
public struct SchemaLimits: Sendable {
  public var enumeration: [JSONValue] = []
  public var minimum: Double?
  public var maximum: Double?
  public var isMinimumExclusive = false
  public var isMaximumExclusive = false
  public var multipleOf: Double?
  /// Counted in Unicode scalars.
  public var minLength: Int?
  public var maxLength: Int?
  /// In RE2's syntax.
  public var pattern: String? { didSet { compiledPattern = pattern.flatMap { try? RegularExpression($0) } } }
  var compiledPattern: RegularExpression?
  public var minItems: Int?
  public var maxItems: Int?
  public var minProperties: Int?
  public var maxProperties: Int?
  public var allOf: [Schema] = []
  public var anyOf: [Schema] = []
  public var oneOf: [Schema] = []
  public var not: Schema? { negated.first }
  /// At most one schema, in an array because a value cannot hold itself.
  var negated: [Schema] = []

  public init() {}
}

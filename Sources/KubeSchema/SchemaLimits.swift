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
  public var pattern: String?
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
  /// The number of `x-kubernetes-validations` here.
  ///
  /// The rules themselves are not evaluated.
  public var ruleCount = 0

  public init() {}
}

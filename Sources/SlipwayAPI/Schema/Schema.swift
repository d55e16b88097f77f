import KubeCore

/// A structural schema of a custom resource, as far as Slipway needs one (OpenAPI v3 as Kubernetes restricts it).
struct Schema: Sendable, Hashable {
  /// The JSON type that a value must have.
  enum Kind: String, Sendable, Hashable {
    case object, array, string, integer, boolean
    /// An integer or a string, as Kubernetes writes quantities.
    case integerOrString
  }

  /// Which elements of a list server-side apply takes for the same.
  enum ListType: Sendable, Hashable {
    case atomic
    case map(key: String)
  }

  var kind: Kind
  var description = ""
  var format: String?
  var minimum: Int64?
  var maximum: Int64?
  var minLength: Int?
  var maxLength: Int?
  var pattern: String?
  /// The allowed strings; none means all.
  var allowed: [String] = []
  var properties: [Property] = []
  /// The schema of the elements of an array, or of the values of a map.
  ///
  /// At most one.
  var element: [Schema] = []
  var minCount: Int?
  var maxCount: Int?
  var listType: ListType?
  /// Whether members that the schema does not name are kept; otherwise they are pruned.
  var preservesUnknownFields = false
  /// What must hold of a value besides, in CEL.
  var rules: [Rule] = []
  /// What the API server fills in for a missing value.
  var defaultValue: JSONValue?

  init(_ kind: Kind) { self.kind = kind }

  /// A rule in CEL, and what is said when it is broken.
  struct Rule: Sendable, Hashable {
    var rule: String
    var message: String
    /// The member that is to blame; the value itself when `nil`.
    var field: String?

    init(_ rule: String, _ message: String, at field: String? = nil) {
      (self.rule, self.message, self.field) = (rule, message, field)
    }
  }

  /// One member of an object.
  struct Property: Sendable, Hashable {
    var name: String
    var schema: Schema
    var isRequired: Bool
  }
}

extension Schema {
  static func string(maxLength: Int, minLength: Int? = nil, pattern: String? = nil) -> Schema {
    var schema = Schema(.string)
    (schema.minLength, schema.maxLength, schema.pattern) = (minLength, maxLength, pattern)
    return schema
  }

  static func integer(_ range: ClosedRange<Int64>, format: String = "int32") -> Schema {
    var schema = Schema(.integer)
    (schema.minimum, schema.maximum, schema.format) = (range.lowerBound, range.upperBound, format)
    return schema
  }

  static func array(of element: Schema, maxCount: Int, listType: ListType = .atomic) -> Schema {
    var schema = Schema(.array)
    (schema.element, schema.maxCount, schema.listType) = ([element], maxCount, listType)
    return schema
  }

  static func map(of element: Schema, maxCount: Int) -> Schema {
    var schema = Schema(.object)
    (schema.element, schema.maxCount) = ([element], maxCount)
    return schema
  }
}

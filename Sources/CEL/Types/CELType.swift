/// The type of an expression.
public indirect enum CELType: Sendable, Hashable {
  /// Not known before evaluation: every operation on it compiles.
  case dyn
  case null, bool, int, uint, double, string, bytes, duration, timestamp
  case list(CELType)
  case map(CELType, CELType)
  /// A type as a value; `nil` when it is not known which.
  case type(CELType?)
  case optional(CELType)
  /// An object with declared fields.
  case object(TypeDeclaration)
  /// A type of a library, like `kubernetes.Quantity`: only functions look into it.
  case named(String)
  /// A free type variable of a function's signature.
  case parameter(String)
  /// What has no type because something is wrong with it.
  case error

  static let quantity = CELType.named("kubernetes.Quantity")
  static let url = CELType.named("kubernetes.URL")
  static let ip = CELType.named("net.IP")
  static let cidr = CELType.named("net.CIDR")
  static let semver = CELType.named("kubernetes.Semver")
  static let format = CELType.named("kubernetes.NamedFormat")
}

extension CELType: CustomStringConvertible {
  /// The type as error messages show it.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .duration: "duration"
    case .timestamp: "timestamp"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let type): type.map { "type(\($0))" } ?? "type"
    case .optional(let type): "optional_type(\(type))"
    case .object(let declaration): declaration.name
    case .named(let name), .parameter(let name): name
    case .error: "!error!"
    }
  }

  /// The name that the type has as a value of the language, without parameters.
  var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .duration: "google.protobuf.Duration"
    case .timestamp: "google.protobuf.Timestamp"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    default: description
    }
  }

  var isDynamic: Bool { self == .dyn || self == .error }

  /// Whether `null` is taken for a value of this type.
  var takesNull: Bool {
    switch self {
    case .null, .object, .named, .optional, .duration, .timestamp: true
    default: false
    }
  }
}

/// A built-in type as Go holds it: how its members are written when they are empty, and what they are called in
/// messages and in protobuf.
struct GoType: Sendable {
  /// What a member holds.
  indirect enum Kind: Sendable {
    case string, bool, int32, int64, double, bytes, time, microTime, quantity, intOrString, any
    case object(String)
    case list(Kind)
    case map(Kind)
    /// A type that Go gives a name of its own.
    case named(String, Kind)

    /// What a named type consists of.
    var plain: Kind { if case .named(_, let kind) = self { kind.plain } else { self } }
  }

  struct Field: Sendable {
    var name: String
    /// The number in protobuf; 0 for types that are never sent that way.
    var number: Int
    var kind: Kind
    /// Absent and zero are two things.
    var isPointer: Bool
    /// Written even when it is empty; what has a default is not, since it is never empty in the end.
    var isAlwaysWritten: Bool
    /// The members of the field's type stand where the field would.
    var isInline: Bool
    /// The inline fields through which a type has this one, as messages list them: `VolumeSource.`.
    var embedding = ""
  }

  var name: String
  /// What Go calls it, with its package: `v1.Pod`.
  var goName: String
  /// The fields as they are declared.
  var fields: [Field]
  /// The members by their names in JSON, with those of inline fields.
  var members: [String: Field] = [:]
  /// The members that are written even when they are empty, in order.
  var alwaysWritten: [Field] = []
}

/// All built-in types by name.
enum GoTypes {
  private static let all: [String: GoType] = {
    var types = TypeNotation(BuiltInTypes.text).types
    for name in types.keys {
      let members = members(of: name, types)
      types[name]?.members = Dictionary(members.map { ($0.name, $0) }) { first, _ in first }
      types[name]?.alwaysWritten = members.filter(\.isAlwaysWritten)
    }
    return types
  }()

  static func type(_ name: String) -> GoType? { all[name] }

  private static func members(of name: String, _ types: [String: GoType]) -> [GoType.Field] {
    (types[name]?.fields ?? []).flatMap { field -> [GoType.Field] in
      guard field.isInline, case .object(let inner) = field.kind else { return [field] }
      return members(of: inner, types).map { member in
        var member = member
        member.embedding = "\(inner)." + member.embedding
        return member
      }
    }
  }
}

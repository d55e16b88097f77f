import KubeCore

/// A value that is a JSON object of fields.
///
/// An object of no members is what `init()` makes.
protocol FieldObject: FieldValue {
  init()

  /// The fields, in the order in which they are documented and written.
  static var fields: [Field<Self>] { get }

  /// What the API server is to refuse beyond the bounds of each field.
  ///
  /// Only what no default can mend, neither a built-in one nor that of a policy: the rest is ``Validation``'s.
  static var rules: [Schema.Rule] { get }

  /// Whether values that equal their default are left out when written. A status says everything; a spec repeats nothing.
  static var omitsDefaults: Bool { get }
}

extension FieldObject {
  static var rules: [Schema.Rule] { [] }

  static var omitsDefaults: Bool { true }

  static var schema: Schema {
    var schema = Schema(.object)
    schema.properties = fields.map { Schema.Property(name: $0.name, schema: $0.schema, isRequired: $0.isRequired) }
    schema.rules = rules
    return schema
  }

  /// Reads what can be read: a field that does not fit keeps its default and leaves an issue.
  ///
  /// Unknown members and nulls are passed over, as the API server prunes them.
  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Self? {
    guard let object = value.object else {
      reader.reject(value, "must be an object")
      return nil
    }
    var root = Self()
    for field in fields {
      reader.descend(to: field.name) { reader in
        if let member = object[field.name], !member.isNull {
          field.read(member, &root, &reader)
        } else if field.isRequired {
          reader.reject(nil, "must be set")
        }
      }
    }
    return root
  }

  var members: JSONObject {
    JSONObject(Self.fields.compactMap { field in field.write(self).map { (field.name, $0) } })
  }

  var written: JSONValue? { .object(members) }
}

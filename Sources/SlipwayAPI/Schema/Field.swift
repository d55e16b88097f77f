import KubeCore

/// One field of an object: its name, its description and bounds, and how it is read and written.
///
/// Decoder, encoder and schema all come from the same list of fields, so that none of them can know a field that the
/// others do not. The description here is the field's only one: the definition, and all documentation made from it, quote it.
///
/// A class, since all fields are gone through for each object that is read or written: a value would be copied each time.
final class Field<Root: Sendable>: Sendable {
  let name: String
  let schema: Schema
  let isRequired: Bool
  let read: @Sendable (JSONValue, inout Root, inout FieldReader) -> Void
  let write: @Sendable (Root) -> JSONValue?

  private init(
    name: String, schema: Schema, isRequired: Bool,
    read: @escaping @Sendable (JSONValue, inout Root, inout FieldReader) -> Void,
    write: @escaping @Sendable (Root) -> JSONValue?
  ) {
    (self.name, self.schema, self.isRequired) = (name, schema, isRequired)
    (self.read, self.write) = (read, write)
  }
}

extension Field where Root: FieldObject {
  /// A field that always has a value: what `Root()` holds, when the object leaves it out.
  ///
  /// - Parameters:
  ///   - serverDefault: whether the API server writes the default into the object.
  ///   - narrow: sets bounds that are tighter than those of the type.
  convenience init<Value: FieldValue>(
    _ name: String, _ keyPath: any WritableKeyPath<Root, Value> & Sendable, _ description: String,
    required: Bool = false, serverDefault: Bool = false, narrow: (inout Schema) -> Void = { _ in }
  ) {
    let fallback = Root()[keyPath: keyPath]
    var schema = Value.schema
    narrow(&schema)
    schema.description = description
    if !required, let text = Self.defaultText(fallback) { schema.description += " Defaults to `\(text)`." }
    if serverDefault { schema.defaultValue = fallback.written }
    let bounds = schema
    self.init(
      name: name, schema: schema, isRequired: required,
      read: { value, root, reader in
        bounds.check(value, &reader)
        if let value = Value.read(value, &reader) { root[keyPath: keyPath] = value }
      },
      write: { root in
        let value = root[keyPath: keyPath]
        return Root.omitsDefaults && !required && value == fallback ? nil : bounds.fit(value.written)
      })
  }

  /// A field that may be left out.
  convenience init<Value: FieldValue>(
    _ name: String, _ keyPath: any WritableKeyPath<Root, Value?> & Sendable, _ description: String,
    narrow: (inout Schema) -> Void = { _ in }
  ) {
    var schema = Value.schema
    narrow(&schema)
    schema.description = description
    let bounds = schema
    self.init(
      name: name, schema: schema, isRequired: false,
      read: { value, root, reader in
        bounds.check(value, &reader)
        if let value = Value.read(value, &reader) { root[keyPath: keyPath] = value }
      },
      write: { root in bounds.fit(root[keyPath: keyPath]?.written) })
  }

  /// A default that is worth a sentence: a scalar that is not empty.
  private static func defaultText(_ value: some FieldValue) -> String? {
    guard Root.omitsDefaults, let written = value.written else { return nil }
    switch written {
    case .string(let text): return text.isEmpty ? nil : text
    case .integer(let integer): return String(integer)
    case .bool(let bool): return String(bool)
    default: return nil
    }
  }
}

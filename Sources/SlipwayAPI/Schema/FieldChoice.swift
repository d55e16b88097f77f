import KubeCore

/// A string enumeration whose raw values are the allowed texts.
protocol FieldChoice: FieldValue, RawRepresentable where RawValue == String {
  static var choices: [Self] { get }
}

extension FieldChoice where Self: CaseIterable {
  static var choices: [Self] { Array(allCases) }
}

extension FieldChoice {
  static var schema: Schema {
    var schema = Schema(.string)
    schema.allowed = choices.map(\.rawValue)
    return schema
  }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Self? {
    // An unknown text is reported by the schema's own check, which every field runs.
    guard let text = String.read(value, &reader) else { return nil }
    return Self(rawValue: text)
  }

  var written: JSONValue? { .string(rawValue) }
}

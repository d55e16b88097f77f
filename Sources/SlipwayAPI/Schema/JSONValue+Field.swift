public import KubeCore

/// An object of another API, passed on as it is: its own server judges it.
extension JSONValue: FieldValue {
  static var schema: Schema {
    var schema = Schema(.object)
    schema.preservesUnknownFields = true
    return schema
  }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> JSONValue? {
    guard value.object != nil else {
      reader.reject(value, "must be an object")
      return nil
    }
    return value
  }

  var written: JSONValue? { self }
}

import KubeCore

/// An object of one of our own kinds as it is stored, valid or not.
///
/// A list must not fail because one object in it is invalid: that one is reported, the others go on.
protocol StoredObject: KubeResource {
  init(metadata: ObjectMeta, content: JSONValue)
  /// The whole object, without managed fields.
  var content: JSONValue { get }
}

extension StoredObject {
  static func make(of object: JSONValue) throws -> Self {
    var content = object
    let metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
    // Managed fields are of no use here, and can be more than half of an object.
    content[["metadata", "managedFields"]] = nil
    return Self(metadata: metadata, content: content)
  }

  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
}

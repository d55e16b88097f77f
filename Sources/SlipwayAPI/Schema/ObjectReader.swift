import KubeCore

/// Reads whole objects of our own kinds.
enum ObjectReader {
  /// Reads metadata and spec.
  ///
  /// - Returns: what `make` makes of them, or everything that is wrong with the object.
  static func read<Spec: FieldObject, Object>(
    _ object: JSONValue, _ make: (Spec, ObjectMeta) -> Object
  ) -> Result<Object, InvalidObject> {
    var reader = FieldReader()
    let spec = reader.descend(to: "spec") { reader in Spec.read(object["spec"] ?? [:], &reader) }
    let metadata = metadata(object["metadata"] ?? [:], &reader)
    guard let spec, let metadata, reader.issues.isEmpty else {
      return .failure(InvalidObject(issues: reader.issues))
    }
    return .success(make(spec, metadata))
  }

  static func metadata(_ value: JSONValue, _ reader: inout FieldReader) -> ObjectMeta? {
    do {
      return try JSONCoding.decode(ObjectMeta.self, from: value)
    } catch {
      reader.descend(to: "metadata") { $0.reject(value, "must be the metadata of a Kubernetes object") }
      return nil
    }
  }
}

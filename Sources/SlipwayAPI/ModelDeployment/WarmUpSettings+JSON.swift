public import KubeCore

extension WarmUpSettings {
  /// Reads settings that were valid once; `nil` when they are not.
  public init?(json: JSONValue) {
    var reader = FieldReader(path: "warmup")
    guard let settings = Self.read(json, &reader), reader.issues.isEmpty else { return nil }
    self = settings
  }
}

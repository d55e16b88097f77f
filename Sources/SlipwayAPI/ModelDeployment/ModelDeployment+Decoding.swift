public import KubeCore

extension ModelDeployment {
  /// Reads an object and checks every rule that can be checked without a cluster.
  ///
  /// Status is read leniently: a part that does not fit, as after a downgrade, is left out.
  ///
  /// - Returns: the deployment, or everything that is wrong with the object.
  public static func validated(_ object: JSONValue) -> Result<ModelDeployment, InvalidObject> {
    var reader = FieldReader()
    let name = object[["metadata", "name"]]?.string ?? ""
    let spec = reader.descend(to: "spec") { reader in
      ModelDeploymentSpec.read(RuntimePreset.completed(object["spec"] ?? [:], name: name), &reader)
    }
    let metadata = readMetadata(object["metadata"] ?? [:], &reader)
    var issues = reader.issues
    if let spec, let metadata {
      // A rule says nothing new about a part that could not even be read.
      let unread = issues.map(\.path)
      issues += Validation.issues(name: metadata.name ?? "", spec: spec).filter { issue in
        issue.severity == .error && !unread.contains { $0.hasPrefix(issue.path) }
      }
      if issues.isEmpty {
        let status = ModelDeploymentStatus(json: object["status"] ?? [:])
        return .success(
          ModelDeployment(metadata: metadata, spec: spec, status: status, specJSON: object["spec"] ?? [:]))
      }
    }
    return .failure(InvalidObject(issues: issues))
  }

  /// What does not forbid to act on the deployment, but its author should know.
  public var warnings: [FieldIssue] {
    Validation.issues(name: metadata.name ?? "", spec: spec).filter { $0.severity == .warning }
  }

  private static func readMetadata(_ value: JSONValue, _ reader: inout FieldReader) -> ObjectMeta? {
    do {
      return try JSONCoding.decode(ObjectMeta.self, from: value)
    } catch {
      reader.descend(to: "metadata") { $0.reject(value, "must be the metadata of a Kubernetes object") }
      return nil
    }
  }
}

extension ModelDeploymentStatus {
  /// Reads a status; what does not fit is left out.
  public init(json: JSONValue) {
    var reader = FieldReader(path: "status")
    self = Self.read(json, &reader) ?? Self()
  }

  /// The status as it is written to the API server.
  public var json: JSONValue { .object(members) }
}

extension ModelDeploymentSpec {
  /// The spec as it is written: what equals its default is left out.
  public var json: JSONValue { .object(members) }
}

import KubeCore

/// What a pipeline builds and delivers.
public struct PipelineSettings: Sendable {
  /// The name of the ModelDeployment.
  public var name: String
  public var namespace: String
  /// Where the image is pushed, without a tag: the pipeline tags it with the commit.
  public var repository: String
  /// The folder with the Dockerfile.
  public var folder = RelativePath(known: "image")
  public var branch = "main"
  public var python: PythonVersion

  public init(name: String, namespace: String, repository: String, python: PythonVersion?) {
    (self.name, self.namespace, self.repository) = (name, namespace, repository)
    self.python = python ?? .standard
  }

  /// Settings whose every value may stand in a file of a pipeline.
  ///
  /// - Throws: the first field that is not allowed.
  func validate() throws(GeneratorError) {
    if let violation = NameRule.label1035.violation(of: name) { throw .invalid("name", name, violation) }
    if let violation = NameRule.label.violation(of: namespace) { throw .invalid("namespace", namespace, violation) }
    // The tag is the pipeline's; with one, the rest must be a repository.
    let image = try ImageReference(repository + ":1", field: "repository")
    guard image.repository == repository, repository.contains("/") else {
      throw .invalid("repository", repository, "must be a registry and a repository, without a tag")
    }
    try python.check("python")
    let isBranch = branch.utf8.first.map { $0 != 0x2D && $0 != 0x2F } == true && branch.utf8.count <= 128
      && !branch.contains("..") && !branch.hasSuffix("/")
      && branch.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-_./".utf8.contains(byte)
        }
      }
    guard isBranch else { throw .invalid("branch", branch, "must be letters, digits, dashes, dots, slashes and underscores") }
  }
}

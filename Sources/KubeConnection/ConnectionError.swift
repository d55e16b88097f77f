/// Why no way to an API server could be made from what is configured.
public struct ConnectionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable { case unreadableFile, invalidYAML, invalidKubeconfig, notInCluster, unsupported }

    private let value: Value
    private init(_ value: Value) { self.value = value }
    public var description: String { value.rawValue }

    /// A file that is named cannot be read.
    public static let unreadableFile = Code(.unreadableFile)
    /// A text is not YAML, or not the kind of YAML that Kubernetes reads.
    public static let invalidYAML = Code(.invalidYAML)
    /// A kubeconfig lacks something, or refers to what it does not have.
    public static let invalidKubeconfig = Code(.invalidKubeconfig)
    /// The process does not run in a pod with a service account.
    public static let notInCluster = Code(.notInCluster)
    /// The kubeconfig asks for a way to authenticate that is not supported.
    public static let unsupported = Code(.unsupported)
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

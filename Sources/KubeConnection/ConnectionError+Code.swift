extension ConnectionError {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable {
      case unreadableFile, invalidYAML, invalidKubeconfig, notInCluster, unsupported, invalidCertificate
      case insecureServer, pluginNotFound, pluginNotAllowed, pluginFailed, pluginTimedOut, invalidPluginOutput
      case cancelled
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }
    /// The name of the code.
    public var description: String { value.rawValue }

    /// A file that is named cannot be read, or is empty.
    public static let unreadableFile = Code(.unreadableFile)
    /// A text is not YAML, or not the kind of YAML that Kubernetes reads.
    public static let invalidYAML = Code(.invalidYAML)
    /// A kubeconfig lacks something, contradicts itself, or refers to what it does not have.
    public static let invalidKubeconfig = Code(.invalidKubeconfig)
    /// There is no kubeconfig, and the process does not run in a pod with a service account.
    public static let notInCluster = Code(.notInCluster)
    /// The kubeconfig asks for a way to authenticate that is not supported.
    public static let unsupported = Code(.unsupported)
    /// A certificate or key is not PEM, or the two do not belong together.
    public static let invalidCertificate = Code(.invalidCertificate)
    /// Credentials would have to travel without encryption.
    public static let insecureServer = Code(.insecureServer)
    /// The command of an exec plugin is not there.
    public static let pluginNotFound = Code(.pluginNotFound)
    /// The policy does not let the exec plugin run.
    public static let pluginNotAllowed = Code(.pluginNotAllowed)
    /// The exec plugin could not be started, or ended with anything but success.
    public static let pluginFailed = Code(.pluginFailed)
    /// The exec plugin took longer than its limit, and was killed.
    public static let pluginTimedOut = Code(.pluginTimedOut)
    /// The exec plugin's output is not a usable credential.
    public static let invalidPluginOutput = Code(.invalidPluginOutput)
    /// The calling task was cancelled.
    public static let cancelled = Code(.cancelled)
  }
}

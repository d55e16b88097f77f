import FoundationEssentials
import KubeCore

/// What an exec plugin is told, in the variable `KUBERNETES_EXEC_INFO`.
struct ExecCredentialRequest: Sendable {
  /// The cluster as the plugin may know it; certificates come as bytes, whatever file they are from.
  struct Cluster: Sendable {
    var access: ClusterAccess
    var authority: [UInt8]?
    var configuration: JSONValue?
  }

  static let variable = "KUBERNETES_EXEC_INFO"

  var version: ExecPlugin.Version
  var isInteractive: Bool
  var cluster: Cluster?

  /// The object in JSON.
  var text: String {
    var spec: JSONObject = [:]
    if let cluster { spec["cluster"] = Self.describe(cluster) }
    spec["interactive"] = .bool(isInteractive)
    let object: JSONValue = [
      "kind": "ExecCredential", "apiVersion": .string(version.rawValue), "spec": .object(spec),
    ]
    return object.description
  }

  private static func describe(_ cluster: Cluster) -> JSONValue {
    var description: JSONObject = ["server": .string(cluster.access.server)]
    if let name = cluster.access.serverName { description["tls-server-name"] = .string(name) }
    if cluster.access.trust == .insecure { description["insecure-skip-tls-verify"] = true }
    if let authority = cluster.authority {
      description["certificate-authority-data"] = .string(Data(authority).base64EncodedString())
    }
    if let proxy = cluster.access.proxy { description["proxy-url"] = .string(proxy.url) }
    if !cluster.access.acceptsCompression { description["disable-compression"] = true }
    if let configuration = cluster.configuration { description["config"] = configuration }
    return .object(description)
  }
}

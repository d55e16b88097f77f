import Testing

@testable import KubeConnection

@Suite struct InClusterTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("token", "t1\n")
    try folder.write("ca.crt", "CA")
    try folder.write("namespace", "ml\n")
  }

  private func access(_ environment: [String: String]) throws -> ClusterAccess {
    try ClusterAccess.inCluster(environment: environment, folder: folder.path)
  }

  private let environment = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]

  @Test("a pod's service account")
  func pod() throws {
    let access = try access(environment)
    #expect(access.server == "https://10.0.0.1:443")
    #expect(access.authorization == .tokenFile(folder.file("token")))
    #expect(access.trust == .authority(.file(folder.file("ca.crt"))))
    #expect(access.namespace == "ml")
  }

  @Test("an IPv6 address stands in brackets")
  func ipv6() throws {
    let environment = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "6443"]
    #expect(try access(environment).server == "https://[fd00::1]:6443")
  }

  @Test("POD_NAMESPACE wins over the service account's, and neither need be there")
  func namespace() throws {
    #expect(try access(environment.merging(["POD_NAMESPACE": "mine"]) { $1 }).namespace == "mine")
    try folder.remove("namespace")
    #expect(try access(environment).namespace == nil)
  }

  @Test(
    "outside of a pod there is no access",
    arguments: [
      [:], ["KUBERNETES_SERVICE_HOST": "h"], ["KUBERNETES_SERVICE_HOST": "", "KUBERNETES_SERVICE_PORT": "1"],
    ])
  func outside(environment: [String: String]) {
    let error = #expect(throws: ConnectionError.self) { try access(environment) }
    #expect(error?.code == .notInCluster)
  }

  @Test("a kubeconfig comes first, an empty one does not count, and overrides apply to a pod as well")
  func order() throws {
    func resolve(_ overrides: ConnectionOverrides = ConnectionOverrides()) throws -> ClusterAccess {
      try ClusterAccess.resolve(
        overrides, environment: environment.merging(["HOME": folder.path]) { $1 }, serviceAccount: folder.path)
    }
    #expect(try resolve().server == "https://10.0.0.1:443")
    try folder.write(".kube/config", "")
    #expect(try resolve().server == "https://10.0.0.1:443")
    #expect(try resolve(ConnectionOverrides(namespace: "other")).namespace == "other")
    try folder.write(
      ".kube/config",
      """
      current-context: x
      clusters: [{name: c, cluster: {server: "https://h"}}]
      contexts: [{name: x, context: {cluster: c}}]
      """)
    #expect(try resolve().server == "https://h")
  }
}

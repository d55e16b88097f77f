import KubeCore
import Testing

@testable import KubeConnection

@Suite struct KubeconfigTests {
  private let text = """
    apiVersion: v1
    kind: Config
    preferences: {colors: true}
    current-context: here
    clusters:
    - name: local
      cluster:
        server: "https://127.0.0.1:6443/"
        tls-server-name: kube
        proxy-url: http://ana:pw@proxy:3128
        disable-compression: true
        future-key: {any: thing}
    - name: open
      cluster: {server: "https://[::1]:6443/k8s?x=1#y", insecure-skip-tls-verify: true}
    users:
    - name: ana
      user: {username: ana, password: open-sesame}
    - name: bot
      user: {token: secret}
    - name: nobody
      user: {}
    contexts:
    - {name: here, context: {cluster: local, user: ana, namespace: ml}}
    - {name: robot, context: {cluster: local, user: bot}}
    - {name: anonymous, context: {cluster: open, user: nobody}}
    """

  private func resolve(_ context: String? = nil) throws -> ClusterAccess {
    try Kubeconfig(text: text, folder: "/").resolve(context: context)
  }

  @Test("the current context gives server, trust and identity; unknown keys are ignored")
  func resolves() throws {
    let access = try resolve()
    #expect(access.server == "https://127.0.0.1:6443")
    #expect(access.namespace == "ml")
    #expect(access.serverName == "kube")
    #expect(access.proxy?.url == "http://ana:pw@proxy:3128")
    #expect(access.trust == .system)
    #expect(!access.acceptsCompression)
    #expect(access.authorization == .basic(user: "ana", password: Secret("open-sesame")))
  }

  @Test("another context can be named")
  func namedContext() throws {
    #expect(try resolve("robot").authorization == .token("secret"))
  }

  @Test("a user may have no credentials, and verification may be switched off")
  func anonymous() throws {
    let access = try resolve("anonymous")
    #expect(access.server == "https://[::1]:6443/k8s")
    #expect(access.trust == .insecure)
    #expect(!access.hasCredentials)
    #expect(access.acceptsCompression)
  }

  @Test("a kubeconfig may be JSON")
  func json() throws {
    let json = """
      {"apiVersion": "v1", "kind": "Config", "current-context": "a", "clusters": [{"name": "b", "cluster":
      {"server": "https://h"}}], "users": null, "contexts": [{"name": "a", "context": {"cluster": "b", "user": ""}}]}
      """
    #expect(try Kubeconfig(text: json, folder: "/").resolve() == ClusterAccess(server: "https://h"))
  }

  @Test("an empty text is an empty kubeconfig", arguments: ["", "\n", "---\n", "{}", "kind: Config"])
  func empty(text: String) throws {
    #expect(try Kubeconfig(text: text, folder: "/").isEmpty)
  }

  @Test("an http server gets no credentials from a kubeconfig, as with kubectl")
  func plain() throws {
    var overrides = ConnectionOverrides(context: "robot")
    overrides.server = "http://127.0.0.1:8001"
    let access = try Kubeconfig(text: text, folder: "/").resolve(overrides)
    #expect(access.server == "http://127.0.0.1:8001")
    #expect(!access.hasCredentials)
  }
}

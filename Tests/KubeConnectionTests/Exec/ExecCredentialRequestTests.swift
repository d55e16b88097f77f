import KubeCore
import Testing

@testable import KubeConnection

/// The variable `KUBERNETES_EXEC_INFO`.
@Suite struct ExecCredentialRequestTests {
  @Test("without the cluster")
  func bare() {
    #expect(
      ExecCredentialRequest(version: .v1beta1, isInteractive: true).text
        == "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\","
        + "\"spec\":{\"interactive\":true}}")
  }

  @Test("with the cluster: server, name, authority, proxy and the extension's configuration")
  func cluster() throws {
    var access = ClusterAccess(server: "https://h:6443")
    access.serverName = "kube"
    access.proxy = ProxyURL("http://p:3128")
    access.acceptsCompression = false
    access.authorization = .token("t")
    let cluster = ExecCredentialRequest.Cluster(
      access: access, authority: Array("CA".utf8), configuration: ["audience": "a"])
    let text = ExecCredentialRequest(version: .v1, isInteractive: false, cluster: cluster).text
    let expected: JSONValue = [
      "server": "https://h:6443", "tls-server-name": "kube", "certificate-authority-data": "Q0E=",
      "proxy-url": "http://p:3128", "disable-compression": true, "config": ["audience": "a"],
    ]
    #expect(try JSONParser.parse(text)["spec"] == ["interactive": false, "cluster": expected])
  }

  @Test("an unverified server is said to be so")
  func insecure() throws {
    var access = ClusterAccess(server: "https://h")
    access.trust = .insecure
    let text = ExecCredentialRequest(version: .v1, isInteractive: false, cluster: .init(access: access)).text
    #expect(
      try JSONParser.parse(text)["spec"]?["cluster"] == ["server": "https://h", "insecure-skip-tls-verify": true])
  }
}

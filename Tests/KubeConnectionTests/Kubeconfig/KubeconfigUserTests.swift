import KubeCore
import Testing

@testable import KubeConnection

@Suite struct KubeconfigUserTests {
  private func access(_ user: String, extensions: String = "[]") throws -> ClusterAccess {
    try Kubeconfig(
      text: """
        current-context: x
        clusters: [{name: c, cluster: {server: "https://h", extensions: \(extensions)}}]
        users: [{name: u, user: \(user)}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        """, folder: "/k"
    ).resolve()
  }

  @Test("tokenFile takes precedence over token, which bridges the time until the file can be read")
  func tokenFile() throws {
    #expect(try access("{token: t, tokenFile: f}").authorization == .tokenFile("/k/f", fallback: Secret("t")))
    #expect(try access("{tokenFile: /f}").authorization == .tokenFile("/f"))
  }

  @Test("a token, a password or a certificate wins over an exec plugin")
  func execLast() throws {
    let exec = "exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}"
    #expect(try access("{token: t, \(exec)}").authorization == .token("t"))
    #expect(try access("{username: a, \(exec)}").authorization == .basic(user: "a", password: Secret("")))
    guard case .exec = try access("{\(exec)}").authorization else {
      Issue.record("the plugin must be used")
      return
    }
  }

  @Test("inline data wins over files")
  func inlineWins() throws {
    let certificates = try TestCertificates()
    try certificates.make("ana")
    let (pem, key) = (try certificates.pem("ana"), try certificates.key("ana"))
    func base64(_ bytes: [UInt8]) -> String { Base64Text.encode(bytes) }
    let access = try access(
      """
      {client-certificate: no-such-file, client-certificate-data: \(base64(pem)), client-key-data: \(base64(key))}
      """)
    #expect(access.certificate == ClientCertificate(chain: .bytes(pem), key: .bytes(key)))
  }

  @Test("impersonation")
  func impersonation() throws {
    let access = try access("{token: t, as: ana, as-uid: \"7\", as-groups: [a, b], as-user-extra: {scope: [x, y]}}")
    #expect(
      access.impersonation
        == Impersonation(user: "ana", uid: "7", groups: ["a", "b"], extra: ["scope": ["x", "y"]]))
  }

  @Test("an exec plugin")
  func exec() throws {
    let access = try access(
      """
      exec: {command: ./bin/get-token, apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable,
        args: [--a, b], env: [{name: N, value: v}, {name: E}], provideClusterInfo: true, installHint: "run \\e[1mthis"}
      """.replacing("\n", with: " ").replacing("exec:", with: "{exec:") + "}",
      extensions: "[{name: other, extension: 1}, {name: client.authentication.k8s.io/exec, extension: {audience: k}}]")
    guard case .exec(let plugin) = access.authorization else {
      Issue.record("the plugin must be used")
      return
    }
    #expect(plugin.command == "/k/./bin/get-token")
    #expect(plugin.version == .v1)
    #expect(plugin.interactiveMode == .ifAvailable)
    #expect(plugin.arguments.value == ["--a", "b"])
    #expect(plugin.environment.value == ["N": "v", "E": ""])
    #expect(plugin.providesClusterInfo)
    #expect(plugin.cluster?.value == ["audience": "k"])
    #expect(plugin.installHint == "run [1mthis")
  }

  @Test("a command without a slash is left to PATH, and v1beta1 need not say whether it is interactive")
  func execOnPath() throws {
    let access = try access("{exec: {command: get, apiVersion: client.authentication.k8s.io/v1beta1}}")
    guard case .exec(let plugin) = access.authorization else {
      Issue.record("the plugin must be used")
      return
    }
    #expect(plugin.command == "get")
    #expect(plugin.version == .v1beta1)
    #expect(plugin.interactiveMode == .ifAvailable)
    #expect(!plugin.providesClusterInfo)
  }
}

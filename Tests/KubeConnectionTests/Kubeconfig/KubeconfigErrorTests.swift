import Testing

@testable import KubeConnection

/// What is wrong is said with file, entry and key, and with what would be right.
@Suite struct KubeconfigErrorTests {
  private func error(cluster: String = "{server: \"https://h\"}", user: String = "{}") throws -> ConnectionError? {
    let text = """
      current-context: x
      clusters: [{name: c, cluster: \(cluster)}]
      users: [{name: u, user: \(user)}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      """
    return #expect(throws: ConnectionError.self) {
      try Kubeconfig(text: text, folder: "/nonexistent", file: "/k/config").resolve()
    }
  }

  @Test(
    "a cluster",
    arguments: [
      ("{}", "server must be an http or https address"),
      ("{server: \"h:6443\"}", "server must be an http or https address, not \"h:6443\""),
      ("{server: \"https://\"}", "server must have a host"),
      ("{server: \"https://ana:pw@h\"}", "server must not carry a user name or a password"),
      ("{server: 5}", "server must be a text"),
      (
        "{server: \"https://h\", proxy-url: \"ftp://h\"}",
        "proxy-url must be an address with one of the schemes http, https, socks5, socks5h"
      ),
      (
        "{server: \"https://h\", certificate-authority: ca, insecure-skip-tls-verify: true}",
        "insecure-skip-tls-verify and certificate-authority exclude each other"
      ),
      (
        "{server: \"https://h\", insecure-skip-tls-verify: \"true\"}", "insecure-skip-tls-verify must be true or false"
      ),
      (
        "{server: \"https://h\", certificate-authority: ca}",
        "certificate-authority cannot be used: /nonexistent/ca: the file cannot be read"
      ),
      (
        "{server: \"https://h\", certificate-authority-data: \"!\"}", "certificate-authority-data must be Base64"
      ),
      (
        "{server: \"https://h\", certificate-authority-data: Q0E=}",
        "certificate-authority cannot be used: the bundle holds no certificate in PEM"
      ),
    ])
  func cluster(content: String, message: String) throws {
    #expect(try error(cluster: content)?.description == "/k/config: cluster \"c\": " + message)
  }

  @Test(
    "a user",
    arguments: [
      ("{token: 12}", "token must be a text"),
      ("{client-certificate: a}", "client-key must be given together with client-certificate"),
      ("{client-key-data: QQ==}", "client-certificate must be given together with client-key"),
      (
        "{client-certificate-data: QQ==, client-key-data: QQ==}",
        "client-certificate cannot be used: the certificate is not PEM"
      ),
      ("{token: t, username: ana}", "token and username exclude each other"),
      ("{as-groups: [a]}", "as must be given where as-uid, as-groups or as-user-extra is"),
      ("{as: a, as-groups: [1]}", "as-groups must be a list of texts"),
      ("{as: a, as-user-extra: {k: v}}", "as-user-extra.k must be a list of texts"),
      (
        "{exec: {command: a}}",
        "exec.apiVersion must be \"client.authentication.k8s.io/v1\" or "
          + "\"client.authentication.k8s.io/v1beta1\""
      ),
      ("{exec: {apiVersion: client.authentication.k8s.io/v1}}", "exec.command must be given"),
      (
        "{exec: {command: a, apiVersion: client.authentication.k8s.io/v1}}",
        "exec.interactiveMode must be \"Never\", \"IfAvailable\" or \"Always\""
      ),
      (
        "{exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Sometimes}}",
        "exec.interactiveMode must be \"Never\", \"IfAvailable\" or \"Always\", not \"Sometimes\""
      ),
      (
        "{exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, env: [{value: v}]}}",
        "exec.env[0].name must be a text that is not empty and has no ="
      ),
      ("{exec: [a]}", "exec must be a mapping"),
    ])
  func user(content: String, message: String) throws {
    #expect(try error(user: content)?.description == "/k/config: user \"u\": " + message)
  }

  @Test("auth-provider, which Kubernetes has removed, is named as such")
  func authProvider() throws {
    let error = try error(user: "{auth-provider: {name: gcp}}")
    #expect(error?.code == .unsupported)
    #expect(error?.key == "auth-provider")
    #expect(error?.message.contains("exec plugin") == true)
  }

  @Test("an older version of the exec plugin's interface is named, with those that are allowed")
  func execVersion() throws {
    let error = try error(user: "{exec: {command: a, apiVersion: client.authentication.k8s.io/v1alpha1}}")
    #expect(error?.key == "exec.apiVersion")
    #expect(error?.message.hasSuffix("not \"client.authentication.k8s.io/v1alpha1\"") == true)
  }

  @Test(
    "the whole",
    arguments: [
      ("kind: Pod", "/k/config: kind must be \"Config\", not \"Pod\""),
      ("apiVersion: v2", "/k/config: apiVersion must be \"v1\", not \"v2\""),
      ("[a]", "/k/config: a kubeconfig must be a mapping"),
      ("users: {a: b}", "/k/config: users must be a list"),
      ("users: [{user: {}}]", "/k/config: users[0].name must be a text that is not empty"),
      ("users: [{name: a}, {name: a}]", "/k/config: users[1].name is used twice: \"a\""),
    ])
  func whole(text: String, message: String) {
    let error = #expect(throws: ConnectionError.self) { try Kubeconfig(text: text, folder: "/", file: "/k/config") }
    #expect(error?.description == message)
  }

  @Test(
    "references",
    arguments: [
      (nil, "the kubeconfig has no current-context; contexts: a, b, c"),
      ("z", "the kubeconfig has no context \"z\"; it has: a, b, c"),
      ("a", "/k/config: context \"a\": the kubeconfig has no cluster \"x\"; it has: k"),
      ("b", "/k/config: context \"b\": the kubeconfig has no user \"x\"; it has: none"),
      ("c", "/k/config: context \"c\": cluster must name one of: k"),
    ] as [(String?, String)])
  func references(context: String?, message: String) {
    let text = """
      clusters: [{name: k, cluster: {server: "https://h"}}]
      contexts:
      - {name: a, context: {cluster: x}}
      - {name: b, context: {cluster: k, user: x}}
      - {name: c, context: {}}
      """
    let error = #expect(throws: ConnectionError.self) {
      try Kubeconfig(text: text, folder: "/", file: "/k/config").resolve(context: context)
    }
    #expect(error?.description == message)
  }
}

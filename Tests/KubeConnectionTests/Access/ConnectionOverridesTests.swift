import Testing

@testable import KubeConnection

/// Options of a command line have kubectl's meaning.
@Suite struct ConnectionOverridesTests {
  private let config: Kubeconfig
  private let authority: String
  private let certificates: TestCertificates

  init() throws {
    certificates = try TestCertificates()
    authority = certificates.folder.file("ca.pem")
    config = try Kubeconfig(
      text: """
        current-context: x
        clusters:
        - {name: c, cluster: {server: "https://c", tls-server-name: kube, certificate-authority: \(authority)}}
        - {name: d, cluster: {server: "https://d"}}
        users: [{name: u, user: {token: t}}, {name: v, user: {token: s}}]
        contexts:
        - {name: x, context: {cluster: c, user: u, namespace: n}}
        - {name: y, context: {cluster: d, user: v}}
        """, folder: "/")
  }

  private func resolve(_ change: (inout ConnectionOverrides) -> Void) throws -> ClusterAccess {
    var overrides = ConnectionOverrides()
    change(&overrides)
    return try config.resolve(overrides)
  }

  @Test("context, cluster, user and namespace")
  func names() throws {
    #expect(try resolve { $0.context = "y" }.server == "https://d")
    #expect(try resolve { $0.cluster = "d" }.server == "https://d")
    #expect(try resolve { $0.cluster = "d" }.authorization == .token("t"))
    #expect(try resolve { $0.user = "v" }.authorization == .token("s"))
    #expect(try resolve { $0.namespace = "m" }.namespace == "m")
    #expect(try resolve { $0.context = "x" }.namespace == "n")
  }

  @Test("another server drops the name of the one it replaces")
  func server() throws {
    let access = try resolve { $0.server = "https://e:1/" }
    #expect(access.server == "https://e:1")
    #expect(access.serverName == nil)
    #expect(access.trust == .authority(.file(authority)))
    #expect(
      try resolve {
        $0.server = "https://e"
        $0.serverName = "f"
      }.serverName == "f")
  }

  @Test("insecure-skip-tls-verify takes the place of the kubeconfig's authority, and an authority that of both")
  func trust() throws {
    #expect(try resolve { $0.skipsVerification = true }.trust == .insecure)
    #expect(try resolve { $0.certificateAuthority = "/ca" }.trust == .authority(.file("/ca")))
    let error = #expect(throws: ConnectionError.self) {
      try resolve {
        $0.skipsVerification = true
        $0.certificateAuthority = "/ca"
      }
    }
    #expect(error?.code == .invalidKubeconfig)
  }

  @Test("a token and an impersonation")
  func identity() throws {
    #expect(try resolve { $0.token = Secret("o") }.authorization == .token("o"))
    #expect(try resolve { $0.impersonation = Impersonation(user: "eve") }.impersonation?.user == "eve")
  }

  @Test("a server alone needs no kubeconfig")
  func serverAlone() throws {
    var overrides = ConnectionOverrides()
    overrides.server = "https://h"
    overrides.token = Secret("t")
    let access = try ClusterAccess.resolve(overrides, environment: [:], serviceAccount: "/nonexistent")
    #expect(access.server == "https://h")
    #expect(access.authorization == .token("t"))
  }

  @Test("a name without a kubeconfig is an error")
  func nameAlone() {
    let error = #expect(throws: ConnectionError.self) {
      try ClusterAccess.resolve(
        ConnectionOverrides(context: "x"), environment: [:], serviceAccount: "/nonexistent")
    }
    #expect(error?.message == "there is no kubeconfig to look up the context \"x\" in")
  }
}

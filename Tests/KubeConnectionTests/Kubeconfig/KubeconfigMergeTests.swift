import Testing

@testable import KubeConnection

/// `KUBECONFIG` may list several files.
@Suite struct KubeconfigMergeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "one/config",
      """
      current-context: ""
      clusters: [{name: c, cluster: {server: "https://one"}}]
      users: [{name: u, user: {tokenFile: token}}]
      """)
    try folder.write(
      "two/config",
      """
      current-context: x
      clusters: [{name: c, cluster: {server: "https://two", tls-server-name: two}}]
      users: [{name: v, user: {tokenFile: ../token}}]
      contexts:
      - {name: x, context: {cluster: c, user: u}}
      - {name: y, context: {cluster: c, user: v}}
      """)
    try folder.write("three/config", "current-context: y")
  }

  private func load(_ names: [String]) throws -> Kubeconfig? {
    let list = names.map { folder.file($0 + "/config") }.joined(separator: ":")
    return try Kubeconfig.load(path: nil, environment: ["KUBECONFIG": list])
  }

  @Test("the first file to set a value wins, and an entry is taken whole")
  func firstWins() throws {
    let access = try #require(try load(["one", "two", "three"])).resolve()
    #expect(access.server == "https://one")
    #expect(access.serverName == nil)
  }

  @Test("the current context comes from the first file that has one")
  func currentContext() throws {
    #expect(try load(["one", "two", "three"])?.currentContext == "x")
    #expect(try load(["three", "two"])?.currentContext == "y")
  }

  @Test("relative paths are resolved against the file that names them")
  func relativePaths() throws {
    let config = try #require(try load(["one", "two"]))
    #expect(try config.resolve(context: "x").authorization == .tokenFile(folder.path + "/one/token"))
    #expect(try config.resolve(context: "y").authorization == .tokenFile(folder.path + "/two/../token"))
  }

  @Test("missing files and empty names are skipped")
  func missing() throws {
    #expect(try load(["absent", "two"])?.currentContext == "x")
    let list = "::" + folder.file("two/config") + ":"
    #expect(try Kubeconfig.load(path: nil, environment: ["KUBECONFIG": list])?.currentContext == "x")
  }

  @Test("it is an error when no file of the list is there")
  func allMissing() {
    let error = #expect(throws: ConnectionError.self) { try load(["absent", "gone"]) }
    #expect(error?.code == .unreadableFile)
    #expect(error?.message.contains("absent/config, ") == true)
  }

  @Test("without a list, the file is ~/.kube/config, which need not be there")
  func home() throws {
    #expect(try Kubeconfig.load(path: nil, environment: ["HOME": folder.path]) == nil)
    try folder.write(".kube/config", "current-context: home")
    #expect(try Kubeconfig.load(path: nil, environment: ["HOME": folder.path])?.currentContext == "home")
    #expect(try Kubeconfig.load(path: nil, environment: ["HOME": folder.path, "KUBECONFIG": ""]) != nil)
  }

  @Test("a file that was asked for is the only one, and must be there")
  func explicit() throws {
    let environment = ["KUBECONFIG": folder.file("two/config")]
    #expect(try Kubeconfig.load(path: folder.file("three/config"), environment: environment)?.currentContext == "y")
    let error = #expect(throws: ConnectionError.self) {
      try Kubeconfig.load(path: "/nonexistent/config", environment: environment)
    }
    #expect(error?.description == "/nonexistent/config: the file cannot be read")
  }

  @Test("errors name the file")
  func fileInErrors() throws {
    try folder.write("bad/config", "clusters: [")
    let error = #expect(throws: ConnectionError.self) { try load(["bad"]) }
    #expect(error?.file == folder.file("bad/config"))
    #expect(error?.code == .invalidYAML)
  }
}

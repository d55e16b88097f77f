import Foundation
import Testing

/// What a person is told when there is no way to the cluster: one clear line, and an exit that is not 0.
@Suite struct FaultyConnectionTests {
  private func fail(_ kubeconfig: String) throws -> (status: Int32, lines: [Substring]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "kubeconfig").path
    try Data(kubeconfig.utf8).write(to: URL(filePath: path))
    let result = try DemoProcess(arguments: ["--output", "json", "--kubeconfig", path]).run()
    #expect(result.output.isEmpty)
    return (result.status, result.log.split(separator: "\n"))
  }

  private func kubeconfig(server: String, authority: String = "") -> String {
    """
    kind: Config
    current-context: a
    clusters: [{name: a, cluster: {server: "\(server)"\(authority)}}]
    users: [{name: a, user: {token: x}}]
    contexts: [{name: a, context: {cluster: a, user: a}}]
    """
  }

  @Test("a kubeconfig that is not there")
  func missing() throws {
    let result = try DemoProcess(arguments: ["--output", "json", "--kubeconfig", "/nonexistent"]).run()
    #expect(result.status != 0)
    #expect(result.log == "error: /nonexistent: the file cannot be read\n")
  }

  @Test("a kubeconfig that is not one")
  func invalid() throws {
    let (status, lines) = try fail("kind: Config\ncurrent-context: b\n")
    #expect(status != 0)
    #expect(lines.count == 1)
    #expect(lines.first?.contains("no context \"b\"") == true)
  }

  @Test("a server that is not there")
  func unreachable() throws {
    // Port 1 of the loopback interface: nothing listens there.
    let (status, lines) = try fail(kubeconfig(server: "https://127.0.0.1:1"))
    #expect(status != 0)
    #expect(lines.count == 1)
    #expect(lines.first?.contains("127.0.0.1") == true)
  }

  @Test("a certificate authority that is none")
  func badAuthority() throws {
    let (status, lines) = try fail(
      kubeconfig(server: "https://127.0.0.1:1", authority: ", certificate-authority-data: bm90IGEgY2VydGlmaWNhdGU="))
    #expect(status != 0)
    #expect(lines.count == 1)
  }
}

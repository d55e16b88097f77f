import Testing

@testable import KubeConnection

@Suite struct ExecPluginPolicyTests {
  private func check(_ policy: ExecPluginPolicy, _ command: String = "get") -> ConnectionError? {
    do throws(ConnectionError) {
      try policy.check(ExecPlugin(command: command)) { ["get": "/usr/bin/get", "/usr/bin/get": "/usr/bin/get"][$0] }
      return nil
    } catch {
      return error
    }
  }

  @Test("all, none, or those on the list, by name or by path")
  func policies() {
    #expect(check(.allowAll) == nil)
    #expect(check(.denyAll)?.code == .pluginNotAllowed)
    #expect(check(.allowlist(["get"])) == nil)
    #expect(check(.allowlist(["/usr/bin/get"])) == nil)
    #expect(check(.allowlist(["get"]), "/usr/bin/get") == nil)
    #expect(check(.allowlist(["/usr/local/bin/get"]))?.code == .pluginNotAllowed)
    #expect(check(.allowlist(["get"]), "/tmp/get")?.code == .pluginNotAllowed)
    #expect(check(.allowlist(["absent"]), "also-absent")?.code == .pluginNotAllowed)
  }

  @Test("a list that cannot mean what it says is refused", arguments: [[], [""], ["/usr//bin/get"], ["./get", "get"]])
  func lists(commands: [String]) {
    #expect(check(.allowlist(commands))?.code == .pluginNotAllowed)
  }

  @Test(
    "the shortest form of a path",
    arguments: [
      ("/a//b/./c/../d/", "/a/b/d"), ("/../a", "/a"), ("a/../..", ".."), ("./a", "a"), ("", "."), ("/", "/"),
      ("a/..", "."),
    ])
  func normalising(path: String, shortest: String) { #expect(ExecutableSearch.normalise(path) == shortest) }

  @Test("programs are looked up in the absolute folders of PATH, and must be executable files")
  func search() throws {
    let folder = try TemporaryFolder()
    try folder.write("bin/get", "#!/bin/sh\n", isExecutable: true)
    try folder.write("bin/plain", "")
    try folder.write("bin/folder/file", "")
    let search = ExecutableSearch(path: "relative::\(folder.path)/absent:\(folder.path)/bin")
    #expect(search.find("get") == folder.file("bin/get"))
    #expect(search.find("plain") == nil)
    #expect(search.find("folder") == nil)
    #expect(search.find(folder.file("bin/../bin/get")) == folder.file("bin/get"))
    #expect(ExecutableSearch(path: nil).find("get") == nil)
  }
}

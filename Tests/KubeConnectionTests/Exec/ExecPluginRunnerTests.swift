import Foundation
import KubeCore
import Testing

@testable import KubeConnection

/// Real programs, run within their limits.
@Suite struct ExecPluginRunnerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plugin(_ script: String) throws -> ExecPlugin {
    ExecPlugin(command: try folder.write("plugin", "#!/bin/sh\n" + script, isExecutable: true))
  }

  private func runner(
    policy: ExecPluginPolicy = .allowAll, timeLimit: Duration = .seconds(60), hasTerminal: Bool = false
  ) -> ExecPluginRunner {
    ExecPluginRunner(
      environment: ["PATH": "/usr/bin:/bin:" + folder.path, "INHERITED": "yes", "BOTH": "process"], policy: policy,
      timeLimit: timeLimit, hasTerminal: { hasTerminal })
  }

  private func run(_ plugin: ExecPlugin, _ runner: ExecPluginRunner? = nil) async throws -> String {
    let cluster = ExecCredentialRequest.Cluster(access: ClusterAccess(server: "https://h"))
    return String(decoding: try await (runner ?? self.runner()).run(plugin, cluster: cluster), as: UTF8.self)
  }

  private func error(_ plugin: ExecPlugin, _ runner: ExecPluginRunner? = nil) async -> ConnectionError? {
    await #expect(throws: ConnectionError.self) { try await run(plugin, runner) }
  }

  @Test("arguments, added variables and KUBERNETES_EXEC_INFO reach the plugin, and its output comes back")
  func exchange() async throws {
    var plugin = try plugin("printf '%s|' \"$1\" \"$2\" \"$INHERITED\" \"$BOTH\" \"$OWN\" \"$KUBERNETES_EXEC_INFO\"")
    plugin.arguments = Secret(["a b", "--c=$HOME"])
    plugin.environment = Secret(["OWN": "added", "BOTH": "plugin", "KUBERNETES_EXEC_INFO": "forged"])
    let info = ExecCredentialRequest(version: .v1, isInteractive: false).text
    let output = try await run(plugin)
    #expect(output == "a b|--c=$HOME|yes|plugin|added|\(info)|")
  }

  @Test("the cluster is described only to a plugin that asks for it")
  func clusterInfo() async throws {
    var plugin = try plugin("echo \"$KUBERNETES_EXEC_INFO\"")
    plugin.providesClusterInfo = true
    let info = try JSONParser.parse(try await run(plugin))
    #expect(info["spec"]?["cluster"]?["server"] == "https://h")
  }

  @Test("a name is looked up in PATH")
  func path() async throws {
    _ = try plugin("echo found")
    #expect(try await run(ExecPlugin(command: "plugin")) == "found\n")
  }

  @Test("a missing command shows the install hint")
  func missing() async throws {
    var plugin = ExecPlugin(command: "no-such-plugin")
    plugin.installHint = "Install it from example.com"
    let error = await error(plugin)
    #expect(error?.code == .pluginNotFound)
    #expect(error?.message == "the exec plugin \"no-such-plugin\" is not there. Install it from example.com")
  }

  @Test("a failure shows the exit code and what the plugin said on standard error, without control characters")
  func failure() async throws {
    let error = await error(try plugin("echo out; printf 'not logged in\\033[2J\\n' >&2; exit 3"))
    #expect(error?.code == .pluginFailed)
    #expect(error?.message.hasSuffix("ended with exit code 3: not logged in[2J") == true)
  }

  @Test("an end by a signal is told")
  func signal() async throws {
    let error = await error(try plugin("kill -9 $$"))
    #expect(error?.message.hasSuffix("was ended by signal 9") == true)
  }

  @Test("a plugin that cannot be executed is told")
  func notExecutable() async throws {
    try folder.write("broken", "#!/no/such/interpreter\n", isExecutable: true)
    let error = await error(ExecPlugin(command: folder.file("broken")))
    #expect(error?.code == .pluginFailed || error?.code == .pluginNotFound)
  }

  @Test("too much output ends the plugin")
  func outputLimit() async throws {
    let error = await error(try plugin("exec cat /dev/zero"))
    #expect(error?.code == .invalidPluginOutput)
    #expect(error?.message.hasSuffix("printed more than 1048576 bytes") == true)
  }

  @Test("a plugin that takes too long is killed, with everything that it has started", .timeLimit(.minutes(1)))
  func timeLimit() async throws {
    let pids = folder.file("pids")
    let plugin = try plugin("sleep 1000 &\necho $$ > \(pids).new; echo $! >> \(pids).new; mv \(pids).new \(pids)\nwait")
    let error = await error(plugin, runner(timeLimit: .milliseconds(500)))
    #expect(error?.code == .pluginTimedOut)
    // The plugin itself is gone at once; what it started has been told to end, and does so in its own time.
    while folder.has("pids"), try !survivors().isEmpty { await Task.yield() }
  }

  @Test("cancellation kills the plugin, and leaves no zombie")
  func cancellation() async throws {
    let plugin = try plugin(
      "echo $$ > \(folder.file("pids.new")); mv \(folder.file("pids.new")) \(folder.file("pids"))\nexec sleep 1000")
    let task = Task { try await run(plugin) }
    while !folder.has("pids") { await Task.yield() }
    task.cancel()
    let error = await #expect(throws: ConnectionError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    #expect(try survivors().isEmpty)
  }

  @Test("what a plugin leaves running in the background does not hold it up")
  func background() async throws {
    let output = try await run(try plugin("sleep 1000 & echo $! > \(folder.file("pids")); echo done"))
    #expect(output == "done\n")
    for pid in try survivors() { kill(pid, SIGKILL) }
  }

  @Test("the standard input is empty unless there is a terminal, and a plugin that needs one is refused")
  func interactive() async throws {
    var plugin = try plugin("cat; echo \"$KUBERNETES_EXEC_INFO\"")
    plugin.interactiveMode = .ifAvailable
    #expect(try await run(plugin).contains("\"interactive\":false"))
    plugin.interactiveMode = .always
    let error = await error(plugin)
    #expect(error?.message.hasSuffix("must talk to a person, and the standard input is no terminal") == true)
  }

  @Test("a plugin that the policy does not allow never runs")
  func policy() async throws {
    let plugin = try plugin("touch \(folder.file("ran"))")
    #expect(await error(plugin, runner(policy: .denyAll))?.code == .pluginNotAllowed)
    #expect(!folder.has("ran"))
    _ = try await run(plugin, runner(policy: .allowlist([plugin.command])))
    #expect(folder.has("ran"))
  }

  /// The processes in `pids` that have not ended. One that has ended counts as well when this process should have
  /// waited for it; orphans are waited for by the system, some time.
  private func survivors() throws -> [pid_t] {
    try folder.text("pids").split(separator: "\n").compactMap { pid_t($0) }.filter { pid in
      guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
      // The fields after the name in parentheses: the state and the parent.
      let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
      return fields[1] != "Z" || fields[2] == "\(getpid())"
    }
  }
}

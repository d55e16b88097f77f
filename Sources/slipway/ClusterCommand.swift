import ArgumentParser
import Demo
import Logging

struct ClusterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster", abstract: "Serve a simulated Kubernetes cluster for kubectl until Ctrl-C.",
    discussion: """
      Everything is kept in memory. Pods go through the states that a kubelet would report; nothing runs. Roles are \
      enforced; the kubeconfig's user may do everything.
      """)

  @Option(help: "The kubeconfig that is written once the server listens.")
  var kubeconfig: String

  @Option(help: "How many nodes there are; without one, pods stay pending.")
  var nodes = 1

  @Option(help: "Drives generated names and uids.")
  var seed: UInt64 = 1

  @Option(
    name: .customLong("token"),
    help: "A bearer token and its user, TOKEN=USER or TOKEN=USER,GROUP,...; may be given several times.")
  var tokens: [String] = []

  @OptionGroup var logs: LogOptions

  func validate() throws {
    guard (0...100).contains(nodes) else { throw ValidationError("--nodes must be from 0 to 100, not \(nodes)") }
    for text in tokens where StaticToken(text) == nil {
      throw ValidationError("--token must be TOKEN=USER or TOKEN=USER,GROUP,..., not \(text)")
    }
  }

  func run() async throws {
    let logger = logs.makeLogger("slipway.cluster", defaultLevel: .error)
    var cluster = StandaloneCluster(kubeconfig: kubeconfig, nodes: nodes, seed: seed, logger: logger)
    cluster.tokens = tokens.compactMap { StaticToken($0) }
    try await cluster.run()
  }
}

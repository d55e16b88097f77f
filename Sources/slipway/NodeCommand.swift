import ArgumentParser
import Demo
import Foundation
import Logging

struct NodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "node", abstract: "Run pods as processes of this machine, as a node of a cluster, until Ctrl-C.",
    discussion: """
      For an API server without a scheduler, such as that of `slipway cluster --nodes 0`. Each pod has a loopback address of \
      its own, which LOCAL_POD_IP tells its processes, and the token of its service account, which KUBECONFIG tells of. \
      Volumes, resources and security contexts have no effect.
      """)

  @Option(help: "The kubeconfig; found as kubectl does when absent.")
  var kubeconfig: String?

  @Option(help: "The kubeconfig's context; the current one when absent.")
  var context: String?

  @Option(help: "The name of the node.")
  var name = "slipway-local"

  @Option(
    name: .customLong("image"),
    help: "IMAGE=PROGRAM: what stands for an image; a container's command and arguments follow. May be repeated.")
  var images: [String]

  @OptionGroup var logs: LogOptions

  func validate() throws { _ = try programs() }

  private func programs() throws -> [String: [String]] {
    var programs: [String: [String]] = [:]
    for text in images {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
        throw ValidationError("--image must be IMAGE=PROGRAM, not \(text)")
      }
      // A pod's processes run in a folder of their own.
      programs[parts[0]] = [parts[1].contains("/") ? URL(filePath: parts[1]).standardized.path : parts[1]]
    }
    return programs
  }

  func run() async throws {
    let logger = logs.makeLogger("slipway.node", defaultLevel: .warning)
    var node = StandaloneNode(
      images: try programs(), environment: ProcessInfo.processInfo.environment, logger: logger)
    (node.name, node.kubeconfig, node.context) = (name, kubeconfig, context)
    try await node.run()
  }
}

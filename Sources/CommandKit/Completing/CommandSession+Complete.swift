import KubeClient
import KubeCore

extension CommandSession {
  /// What can come next on a command line, in the form that kubectl asks plugins for (KEP-2379): one candidate a line, and
  /// a directive; 4 forbids file names.
  ///
  /// - Parameters:
  ///   - words: what follows the program's name; the last one is being typed.
  ///   - verbs: the commands that there are, and whether each takes the name of a deployment.
  public func complete(_ words: [String], _ verbs: [(name: String, takesDeployment: Bool)]) async {
    let typed = words.last ?? ""
    var candidates: [String] = []
    if words.count <= 1 {
      candidates = verbs.map(\.name)
    } else if let verb = verbs.first(where: { $0.name == words[0] }), verb.takesDeployment, !typed.hasPrefix("-") {
      // A completion that fails completes nothing: there is nowhere to say why.
      candidates = ((try? await deployments.metadataOnly().list().items) ?? []).compactMap(\.metadata.name)
    }
    let lines = candidates.filter { $0.hasPrefix(typed) }.sorted() + [":4"]
    output.write(lines.joined(separator: "\n") + "\n")
  }
}

import KubeClient
import KubeCore

/// A command as completion knows it.
public struct CompletedCommand: Sendable, Hashable {
  public var name: String
  /// What its first argument may be, where that is no name of a deployment.
  public var choices: [String]
  /// Whether names of deployments follow.
  public var takesDeployment: Bool

  public init(_ name: String, choices: [String] = [], takesDeployment: Bool = true) {
    (self.name, self.choices, self.takesDeployment) = (name, choices, takesDeployment)
  }
}

extension CommandSession {
  /// What can come next on a command line, in the form that kubectl asks plugins for (KEP-2379): one candidate a line, and
  /// a directive; 4 forbids file names.
  ///
  /// - Parameter words: what follows the program's name; the last one is being typed.
  public func complete(_ words: [String], _ commands: [CompletedCommand]) async {
    let typed = words.last ?? ""
    var candidates: [String] = []
    if words.count <= 1 {
      candidates = commands.map(\.name)
    } else if let command = commands.first(where: { $0.name == words[0] }), !typed.hasPrefix("-") {
      if words.count == 2, !command.choices.isEmpty {
        candidates = command.choices
      } else if command.takesDeployment {
        // A completion that fails completes nothing: there is nowhere to say why.
        candidates = ((try? await deployments.metadataOnly().list().items) ?? []).compactMap(\.metadata.name)
      }
    }
    let lines = candidates.filter { $0.hasPrefix(typed) }.sorted() + [":4"]
    output.write(lines.joined(separator: "\n") + "\n")
  }
}

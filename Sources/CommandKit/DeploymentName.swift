import KubeCore
import SlipwayAPI

/// A ModelDeployment as people name it: `fraud`, `mdl/fraud`, `modeldeployment.slipway.dev/fraud`.
public struct DeploymentName: Sendable, Hashable {
  public let name: String

  /// - Throws: `.usage` for another kind, or for what is no name.
  public init(_ text: String) throws(CommandError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let type = ModelDeployment.resourceType
    let (kind, plural) = (type.kind.lowercased(), type.plural)
    let kinds = ["mdl", kind, plural, "\(kind).\(type.group)", "\(plural).\(type.group)"]
    guard let name = parts.last, !name.isEmpty, parts.count <= 2 else {
      throw CommandError(.usage, "`\(text)` is no name; name a ModelDeployment as NAME or \(kind)/NAME")
    }
    if parts.count == 2, !kinds.contains(parts[0].lowercased()) {
      throw CommandError(
        .usage, "`\(parts[0])` is not a ModelDeployment; must be one of \(kinds.joined(separator: ", "))")
    }
    self.name = String(name)
  }
}

public import KubeCore
import SlipwayAPI

/// An object of a cluster, and the file that it goes into.
public struct GeneratedObject: Sendable, Hashable {
  public let path: RelativePath
  public let content: JSONValue

  init(_ path: StaticString, _ content: JSONValue) { (self.path, self.content) = (RelativePath(known: path), content) }

  /// As YAML that every reader takes for the same.
  public func file(in folder: StaticString? = nil) -> GeneratedFile {
    let path = folder.map { RelativePath(known: $0).appending(self.path) } ?? self.path
    return GeneratedFile(path, YAMLWriter.write(content))
  }
}

extension RelativePath {
  /// A path below this one.
  func appending(_ other: RelativePath) -> RelativePath { RelativePath(joining: self, other) }
}

import KubeCore

/// A kubeconfig: clusters, users, and contexts that pair them. Several files may make up one.
public struct Kubeconfig: Sendable {
  /// A named entry and the folder of the file that it stands in, against which its relative paths are resolved.
  struct Entry: Sendable {
    var content: JSONValue
    var folder: String
  }

  var clusters: [String: Entry] = [:]
  var users: [String: Entry] = [:]
  var contexts: [String: Entry] = [:]
  public var currentContext: String?

  public init() {}

  /// Reads one kubeconfig.
  ///
  /// - Parameter folder: where relative paths in it start.
  /// - Throws: `.invalidYAML`, `.invalidKubeconfig`.
  public init(text: String, folder: String) throws(ConnectionError) {
    guard let content = try YAMLParser.documents(text).first else { return }
    guard content.object != nil else { throw ConnectionError(.invalidKubeconfig, "a kubeconfig must be a mapping") }
    if let kind = content["kind"]?.string, kind != "Config" {
      throw ConnectionError(.invalidKubeconfig, "kind must be \"Config\", not \"\(kind)\"")
    }
    clusters = Self.entries(content["clusters"], "cluster", folder)
    users = Self.entries(content["users"], "user", folder)
    contexts = Self.entries(content["contexts"], "context", folder)
    currentContext = content["current-context"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func entries(_ list: JSONValue?, _ member: String, _ folder: String) -> [String: Entry] {
    (list?.elements ?? []).reduce(into: [:]) { entries, item in
      guard let name = item["name"]?.string, entries[name] == nil else { return }
      entries[name] = Entry(content: item[member] ?? [:], folder: folder)
    }
  }

  /// Adds the entries of a later file; where both have a name, the earlier file's entry stays, as in kubectl.
  public mutating func merge(_ later: Kubeconfig) {
    clusters.merge(later.clusters) { earlier, _ in earlier }
    users.merge(later.users) { earlier, _ in earlier }
    contexts.merge(later.contexts) { earlier, _ in earlier }
    currentContext = currentContext ?? later.currentContext
  }
}

import KubeCore

/// A kubeconfig: clusters, users, and contexts that pair them. Several files may make up one.
///
/// Keys that are not known are ignored, and so is what is wrong in an entry that is not used.
public struct Kubeconfig: Sendable {
  var clusters: [String: KubeconfigEntry] = [:]
  var users: [String: KubeconfigEntry] = [:]
  var contexts: [String: KubeconfigEntry] = [:]
  /// The context that applies when none is named.
  public var currentContext: String?

  /// Creates a kubeconfig without entries.
  public init() {}

  /// Reads one kubeconfig, in YAML or JSON. An empty text is an empty kubeconfig.
  ///
  /// - Parameters:
  ///   - folder: where relative paths in it start.
  ///   - file: the name of the file for errors.
  /// - Throws: `.invalidYAML`, `.invalidKubeconfig`.
  public init(text: String, folder: String, file: String? = nil) throws(ConnectionError) {
    guard let content = try Self.document(text, file) else { return }
    let origin = KubeconfigEntry.Origin(file: file, folder: folder)
    clusters = try Self.entries(content, .cluster, origin)
    users = try Self.entries(content, .user, origin)
    contexts = try Self.entries(content, .context, origin)
    currentContext = content["current-context"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The names of the contexts, sorted.
  public var contextNames: [String] { contexts.keys.sorted() }

  /// Whether there is no entry at all.
  public var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }

  /// Adds the entries of a later file; where both have a name, the earlier file's entry stays whole, as in kubectl.
  public mutating func merge(_ later: Kubeconfig) {
    clusters.merge(later.clusters) { earlier, _ in earlier }
    users.merge(later.users) { earlier, _ in earlier }
    contexts.merge(later.contexts) { earlier, _ in earlier }
    currentContext = currentContext ?? later.currentContext
  }
}

extension Kubeconfig {
  private static func document(_ text: String, _ file: String?) throws(ConnectionError) -> JSONValue? {
    let documents: [JSONValue]
    do throws(ConnectionError) {
      documents = try YAMLParser.documents(text)
    } catch {
      throw ConnectionError(error.code, error.message, file: file)
    }
    guard let content = documents.first else { return nil }
    guard content.object != nil else {
      throw ConnectionError(.invalidKubeconfig, "a kubeconfig must be a mapping", file: file)
    }
    for (key, expected) in [("kind", "Config"), ("apiVersion", "v1")] {
      if let value = content[key], !value.isNull, value != .string(""), value != .string(expected) {
        throw ConnectionError(
          .invalidKubeconfig, "must be \"\(expected)\", not \(value.string.map { "\"\($0)\"" } ?? "of another type")",
          file: file, key: key)
      }
    }
    return content
  }

  private static func entries(
    _ content: JSONValue, _ kind: KubeconfigEntry.Kind, _ origin: KubeconfigEntry.Origin
  ) throws(ConnectionError) -> [String: KubeconfigEntry] {
    let key = kind.rawValue + "s"
    func error(_ key: String, _ message: String) -> ConnectionError {
      ConnectionError(.invalidKubeconfig, message, file: origin.file, key: key)
    }
    guard let list = content[key], !list.isNull else { return [:] }
    guard let items = list.array else { throw error(key, "must be a list") }
    var entries: [String: KubeconfigEntry] = [:]
    for (position, item) in items.enumerated() {
      guard let name = item["name"]?.string, !name.isEmpty else {
        throw error("\(key)[\(position)].name", "must be a text that is not empty")
      }
      guard entries[name] == nil else { throw error("\(key)[\(position)].name", "is used twice: \"\(name)\"") }
      entries[name] = KubeconfigEntry(kind: kind, name: name, origin: origin, content: item[kind.rawValue] ?? .null)
    }
    return entries
  }
}

extension Kubeconfig: CustomStringConvertible, CustomReflectable {
  /// The names of the contexts.
  public var description: String { "Kubeconfig(contexts: \(contextNames))" }
  /// A mirror that shows names alone.
  public var customMirror: Mirror {
    Mirror(self, children: ["contexts": contextNames, "currentContext": currentContext as Any])
  }
}

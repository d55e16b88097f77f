import FoundationEssentials
import KubeCore

/// A cluster, user or context of a kubeconfig, whose values are read with their place for errors.
///
/// Absent, `null` and empty values are the same, as they are for kubectl.
struct KubeconfigEntry: Sendable {
  enum Kind: String, Sendable {
    case cluster, user, context
  }

  /// Where an entry comes from.
  struct Origin: Sendable {
    /// The name for errors.
    var file: String?
    /// Where relative paths start.
    var folder: String
  }

  let kind: Kind
  let name: String
  let origin: Origin
  private let content: JSONValue
  /// The keys that lead from the entry to `content`.
  private let prefix: String

  init(kind: Kind, name: String, origin: Origin, content: JSONValue, prefix: String = "") {
    self.kind = kind
    self.name = name
    self.origin = origin
    self.content = content
    self.prefix = prefix
  }

  func error(
    _ key: String?, _ message: String, _ code: ConnectionError.Code = .invalidKubeconfig
  ) -> ConnectionError {
    ConnectionError(
      code, message, file: origin.file, entry: "\(kind.rawValue) \"\(name)\"", key: key.map { prefix + $0 })
  }

  /// Gives an error about what a key leads to its place.
  func locate(_ error: ConnectionError, _ key: String) -> ConnectionError {
    let reason = error.file.map { "\($0): \(error.message)" } ?? error.message
    return self.error(key, "cannot be used: " + reason, error.code)
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  func string(_ key: String) throws(ConnectionError) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.string else { throw error(key, "must be a text") }
    return text.isEmpty ? nil : text
  }

  func bool(_ key: String) throws(ConnectionError) -> Bool {
    guard let value = value(key) else { return false }
    guard let bool = value.bool else { throw error(key, "must be true or false") }
    return bool
  }

  func strings(_ key: String) throws(ConnectionError) -> [String] {
    guard let value = value(key) else { return [] }
    guard let items = value.array, items.allSatisfy({ $0.string != nil }) else {
      throw error(key, "must be a list of texts")
    }
    return items.compactMap(\.string)
  }

  func object(_ key: String) throws(ConnectionError) -> JSONObject? {
    guard let value = value(key) else { return nil }
    guard let object = value.object else { throw error(key, "must be a mapping") }
    return object
  }

  func objects(_ key: String) throws(ConnectionError) -> [JSONValue] {
    guard let value = value(key) else { return [] }
    guard let items = value.array, items.allSatisfy({ $0.object != nil }) else {
      throw error(key, "must be a list of mappings")
    }
    return items
  }

  /// The mapping under a key, read in the same way.
  func nested(_ key: String) throws(ConnectionError) -> KubeconfigEntry? {
    try object(key).map {
      KubeconfigEntry(kind: kind, name: name, origin: origin, content: .object($0), prefix: prefix + key + ".")
    }
  }

  /// A path, resolved against the folder of the file that names it.
  func path(_ key: String) throws(ConnectionError) -> String? {
    try string(key).map { LocalFile.resolve($0, in: origin.folder) }
  }

  /// Content that may be given inline (`KEY-data`, Base64) or as a file (`KEY`); inline wins.
  func material(_ key: String) throws(ConnectionError) -> Material? {
    if let text = try string(key + "-data") {
      // YAML may have folded the text over several lines.
      guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }), !data.isEmpty else {
        throw error(key + "-data", "must be Base64")
      }
      return .bytes(Array(data))
    }
    return try path(key).map { .file($0) }
  }

  private func value(_ key: String) -> JSONValue? {
    content[key].flatMap { $0.isNull ? nil : $0 }
  }
}

extension KubeconfigEntry: CustomStringConvertible, CustomReflectable {
  var description: String { "\(kind.rawValue) \"\(name)\"" }
  var customMirror: Mirror { Mirror(self, children: ["kind": kind, "name": name]) }
}

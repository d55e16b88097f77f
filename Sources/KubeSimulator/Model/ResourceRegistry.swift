import KubeCore
import KubeSchema

/// The resources that are served now: the built-in ones and those of the established definitions.
struct ResourceRegistry: Sendable {
  private let builtIn: [ResourceDefinition]
  private(set) var custom: [ResourceDefinition] = []
  private var byPath: [String: ResourceDefinition] = [:]
  private var byStorage: [String: [ResourceDefinition]] = [:]
  /// As `apiVersion` names them.
  private var versions: Set<String> = []

  init(builtIn: [ResourceDefinition]) {
    self.builtIn = builtIn
    reindex()
  }

  /// Every resource, sorted by group, version and plural name.
  var all: [ResourceDefinition] {
    (builtIn + custom).sorted { left, right in
      (left.type.group, left.type.version, left.type.plural) < (right.type.group, right.type.version, right.type.plural)
    }
  }

  func definition(group: String, version: String, plural: String) -> ResourceDefinition? {
    byPath["\(group)/\(version)/\(plural)"]
  }

  /// The resource that stores under a name, in the version that comes first.
  func definition(storage: String) -> ResourceDefinition? {
    byStorage[storage]?.first
  }

  /// Every version in which what is stored under a name is served.
  func definitions(storage: String) -> [ResourceDefinition] { byStorage[storage] ?? [] }

  func serves(group: String, version: String) -> Bool {
    versions.contains(group.isEmpty ? version : "\(group)/\(version)")
  }

  /// The built-in type of a kind in a version; types that are part of no resource are called as their kinds.
  func goType(apiVersion: String, kind: String) -> String {
    builtIn.first { $0.type.kind == kind && $0.type.apiVersion == apiVersion }?.goType ?? kind
  }

  mutating func setCustom(_ definitions: [ResourceDefinition]) {
    custom = definitions
    reindex()
  }

  private mutating func reindex() {
    (byPath, byStorage, versions) = ([:], [:], [])
    for definition in builtIn + custom {
      byStorage[definition.storage, default: []].append(definition)
      versions.insert(definition.type.apiVersion)
      byPath["\(definition.type.group)/\(definition.type.version)/\(definition.type.plural)"] = definition
    }
  }
}

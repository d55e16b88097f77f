import KubeCore
import KubeSchema

/// Keeps `metadata.managedFields` true while objects change, and carries out server-side apply.
///
/// The rules are those of `sigs.k8s.io/structured-merge-diff`, merge.Updater.
struct FieldManager {
  /// One owner whose fields an apply would change.
  struct Conflict: Sendable, Hashable {
    var entry: ManagedFields.Entry
    var paths: [String]
  }

  enum Outcome {
    case applied(JSONValue)
    case conflicts([Conflict])
    /// A version in which somebody owns fields does not know all members.
    case undeclared(String)
  }

  let schema: Schema
  /// The manager, operation, version and subresource of this request; its fields are not looked at.
  let actor: ManagedFields.Entry
  let now: Timestamp
  /// Paths that this request cannot change, and so cannot own.
  let ignored: [[PathElement]]
  /// The schemas of the other versions of the object.
  var otherSchemas: [String: Schema] = [:]

  /// Whether what others own in other versions can be told in this one; if not, they own nothing any more.
  var translatesVersions = true

  private static let unowned: [[PathElement]] =
    [[.field("apiVersion")], [.field("kind")]]
    + ["name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion"]
    .map { [.field("metadata"), .field($0)] }

  /// Records that the actor has turned one object into another.
  func update(from old: JSONValue, to new: JSONValue) -> JSONValue {
    // Clients may hand in owners of their own, and an empty one to be rid of them all.
    let given = new["metadata"]?["managedFields"]?.array
    if let given, given.isEmpty || given == [[:]] { return with(ManagedFields(), new) }
    var managed = ManagedFields(given.map { .array($0) })
    if managed.entries.isEmpty { managed = ManagedFields(old["metadata"]?["managedFields"]) }
    // What nobody has owned from the beginning is not owned later either.
    guard !managed.entries.isEmpty || old.uid?.isEmpty != false else { return with(ManagedFields(), new) }
    guard undeclared(in: [old, new], managed) == nil else { return with(ManagedFields(), new) }
    if !translatesVersions { managed.entries.removeAll { $0.apiVersion != actor.apiVersion } }
    let comparison = compare(old, new)
    // Elements that cannot be told apart are nobody's, nor is what changes with them.
    guard !comparison.changed.hasNamelessElement else { return with(managed, new) }
    managed.release(comparison.changed.union(comparison.removed), except: actor)
    let changed = owned(comparison.changed)
    let position = managed.entries.firstIndex { $0.isSameManager(as: actor) }
    if let position {
      let kept = managed.entries[position].fields.subtracting(comparison.removed)
      managed.entries[position].fields = kept.union(changed)
      if !changed.isEmpty { managed.entries[position].time = time }
    } else if !changed.isEmpty {
      managed.entries.append(entry(changed))
    }
    return with(managed, new)
  }

  /// Lays a configuration over an object, and takes away what the actor applied before and does not any more.
  func apply(_ configuration: JSONValue, to live: JSONValue, force: Bool) -> Outcome {
    var managed = ManagedFields(live["metadata"]?["managedFields"])
    if managed.entries.isEmpty, live.uid?.isEmpty == false { managed.entries = [firstOwner(of: live)] }
    if !translatesVersions { managed.entries.removeAll { $0.apiVersion != actor.apiVersion } }
    let bare = Self.withoutManagedFields(live)
    let declared = FieldTree.fields(of: configuration, schema)
    let set = owned(declared)
    let position = managed.entries.firstIndex { $0.isSameManager(as: actor) }
    let last = position.map { managed.entries[$0].fields }
    let version = position.map { managed.entries[$0].apiVersion }
    if let position {
      managed.entries[position].fields = set
      managed.entries[position].apiVersion = actor.apiVersion
    } else {
      var next = entry(set)
      next.time = nil
      managed.entries.append(next)
    }
    let merged = FieldMerge.merge(bare, configuration, schema)
    if let version, let problem = undeclared(in: merged, version) {
      return .undeclared("failed to prune fields: failed to convert merged object to last applied version: " + problem)
    }
    let result = prune(merged, last: last, managed, declared)
    if let problem = undeclared(in: [bare, result], managed) { return .undeclared(problem) }
    let comparison = compare(bare, result)
    let conflicts = conflicts(with: comparison.changed, in: managed)
    guard conflicts.isEmpty || force else { return .conflicts(conflicts) }
    managed.release(comparison.changed.union(comparison.removed), except: actor)
    if !comparison.isSame { touch(&managed) }
    return .applied(with(managed, result))
  }

  /// Owns what an object had before anybody kept account of it.
  private func firstOwner(of live: JSONValue) -> ManagedFields.Entry {
    var first = entry(owned(compare(FieldTree.zeroValue(of: schema), live).changed))
    first.manager = "before-first-apply"
    first.operation = .update
    first.subresource = nil
    return first
  }

  /// What a version that somebody else owns fields in does not declare.
  private func undeclared(in objects: [JSONValue], _ managed: ManagedFields) -> String? {
    guard !otherSchemas.isEmpty else { return nil }
    for version in Set(managed.entries.map(\.apiVersion)).sorted() {
      for object in objects {
        if let problem = undeclared(in: object, version) { return problem }
      }
    }
    return nil
  }

  private func undeclared(in object: JSONValue, _ version: String) -> String? {
    guard version != actor.apiVersion, let other = otherSchemas[version] else { return nil }
    var object = Self.withoutManagedFields(object)
    let unknown = other.prune(&object)
    guard !unknown.isEmpty else { return nil }
    return unknown.map { ".\($0): field not declared in schema" }.joined(separator: "\n")
  }

  /// - Parameter declared: what the configuration names, with what nobody can own, such as the name of the object.
  private func prune(
    _ merged: JSONValue, last: FieldSet?, _ managed: ManagedFields, _ declared: FieldSet
  ) -> JSONValue {
    guard let last, !last.subtracting(declared).isEmpty else { return merged }
    let everybody = managed.entries.reduce(declared) { $0.union($1.fields) }
    let gone = FieldTree.withNamedParents(last, schema).subtracting(FieldTree.withNamedParents(everybody, schema))
    return FieldMerge.remove(gone, from: merged, schema) ?? merged
  }

  private func conflicts(with changed: FieldSet, in managed: ManagedFields) -> [Conflict] {
    managed.entries.compactMap { entry in
      guard !entry.isSameManager(as: actor) else { return nil }
      let paths = entry.fields.intersection(changed).paths
      return paths.isEmpty ? nil : Conflict(entry: entry, paths: paths)
    }
  }

  /// What differs, but for what this request cannot change.
  private func compare(_ old: JSONValue, _ new: JSONValue) -> FieldComparison {
    var comparison = FieldComparison(Self.withoutManagedFields(old), Self.withoutManagedFields(new), schema)
    for path in ignored { comparison.ignore(path) }
    return comparison
  }

  private static func withoutManagedFields(_ object: JSONValue) -> JSONValue {
    var object = object
    if object["metadata"] != nil { object[["metadata", "managedFields"]] = nil }
    return object
  }

  private func owned(_ fields: FieldSet) -> FieldSet {
    var result = fields
    for path in Self.unowned + ignored { result = result.removing(path) }
    result.isMember = false
    if var metadata = result[.field("metadata")], metadata.isMember {
      metadata.isMember = false
      result[.field("metadata")] = metadata
    }
    return result
  }

  private func entry(_ fields: FieldSet) -> ManagedFields.Entry {
    var entry = actor
    entry.time = time
    entry.fields = fields
    return entry
  }

  /// Changes through the scale subresource carry no time.
  private var time: String? { actor.subresource == "scale" ? nil : now.wholeSeconds.text }

  private func touch(_ managed: inout ManagedFields) {
    for position in managed.entries.indices where managed.entries[position].isSameManager(as: actor) {
      managed.entries[position].time = time
    }
  }

  private func with(_ managed: ManagedFields, _ object: JSONValue) -> JSONValue {
    var object = object
    object[["metadata", "managedFields"]] = managed.value
    return object
  }
}

public import KubeCore

/// One object as it is to be, with the fields that one manager owns, and what must be there before it.
public struct Declaration<Owner: Hashable & Sendable>: Sendable {
  public let id: DeclarationID
  /// What has to be applied before this one.
  public var dependencies: [DeclarationID]
  let apply: @Sendable (Applier<Owner>) async throws(ApplyError) -> ApplyOutcome

  /// - Parameters:
  ///   - object: needs a name. Its owner reference is added.
  ///   - store: where the object is seen.
  ///   - force: takes fields over from other managers: only for fields that are ours by contract.
  public init<Object: KubeResource>(
    _ object: Object, in store: Store<Object>, after dependencies: [DeclarationID] = [], force: Bool = false
  ) {
    id = DeclarationID(type: Object.resourceType, key: object.key)
    self.dependencies = dependencies
    apply = { applier throws(ApplyError) in try await applier.apply(object, in: store, force: force) }
  }
}

/// Which object a declaration is about.
public struct DeclarationID: Sendable, Hashable, CustomStringConvertible {
  public var type: ResourceType
  public var key: ObjectKey

  public init(type: ResourceType, key: ObjectKey) {
    self.type = type
    self.key = key
  }

  public var description: String { "\(type.qualifiedName) \(key)" }
}

/// What has become of a declaration.
public enum ApplyOutcome: Sendable, Hashable {
  /// It was so already; nothing was written.
  case unchanged
  case created
  case changed
}

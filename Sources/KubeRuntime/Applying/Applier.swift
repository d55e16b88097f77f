public import KubeClient
public import KubeCore

/// Makes objects as they are declared, for one owner and under one field manager (server-side apply).
///
/// - Nothing is written when an object is as it was declared before.
/// - Objects are the owner's by uid, through their controller reference; whatever else has a name that is needed is left
///   alone.
/// - A write means the very object that was seen, by its uid and version: who has seen less than there is is refused.
/// - Fields that others own are not taken from them, unless it is said so; who owns them is explained.
public struct Applier<Owner: Hashable & Sendable>: Sendable {
  private let client: KubeClient
  private let manager: String
  private let reference: OwnerReference
  private let owner: Owner
  private let memory: AppliedMemory
  private let echoes: EchoLedger<Owner>

  /// - Parameters:
  ///   - manager: names the concern, such as `fleet-workload`; one for each concern of an operator.
  ///   - reference: the owner's, from `controllerReference()`.
  ///   - owner: the owner's key, under which echoes are waited for.
  ///   - memory: of the operator, and not of one reconcile.
  public init(
    _ client: KubeClient, as manager: String, for owner: Owner, _ reference: OwnerReference, memory: AppliedMemory,
    echoes: EchoLedger<Owner>
  ) {
    self.client = client
    self.manager = manager
    self.reference = reference
    self.owner = owner
    self.memory = memory
    self.echoes = echoes
  }

  /// Makes one object as it is declared.
  ///
  /// - Returns: what had to be done.
  public func apply<Object: KubeResource>(
    _ object: Object, in store: Store<Object>, force: Bool = false
  ) async throws(ApplyError) -> ApplyOutcome {
    var object = object
    object.metadata.ownerReferences = [reference]
    let (type, key) = (Object.resourceType, object.key)
    let name = DeclarationID(type: type, key: key).description
    let declared = try tree(object, name)
    let existing = try await current(object, store, name)
    if let existing {
      try checkOwner(of: existing, name)
      if try memory.isSatisfied(declared, by: tree(existing, name), type, key, manager) { return .unchanged }
    }
    var content = declared
    // The uid holds the write to this very object, and the version to the object as it was seen.
    if let uid = existing?.metadata.uid { content[["metadata", "uid"]] = .string(uid) }
    if let version = existing?.metadata.resourceVersion { content[["metadata", "resourceVersion"]] = .string(version) }
    let written: Object
    do throws(KubeError) {
      written = try await client.api(Object.self, namespace: key.namespace).apply(
        key.name, content, fieldManager: manager, force: force)
    } catch {
      throw ApplyError(error, object: name)
    }
    memory.remember(declared, storedAs: try tree(written, name), type, key, manager)
    guard existing?.metadata.resourceVersion != written.metadata.resourceVersion else { return .unchanged }
    echoes.wrote(written, to: store, for: owner)
    return existing == nil ? .created : .changed
  }

  /// The object as it is. The store may not hold it, or not yet: before something is made, the server is asked.
  private func current<Object: KubeResource>(
    _ object: Object, _ store: Store<Object>, _ name: String
  ) async throws(ApplyError) -> Object? {
    if let known = store.get(object.key) { return known }
    do throws(KubeError) {
      return try await client.api(Object.self, namespace: object.metadata.namespace).find(object.key.name)
    } catch {
      throw ApplyError(error, object: name)
    }
  }

  private func checkOwner(of existing: some KubeResource, _ name: String) throws(ApplyError) {
    guard let controller = existing.metadata.controller else {
      throw ApplyError(.notOwned, object: name, message: "it exists and has no controller; it is left alone")
    }
    guard controller.uid != reference.uid else { return }
    if controller.kind == reference.kind, controller.name == reference.name {
      throw ApplyError(
        .predecessorRemains, object: name,
        message: "it belongs to an earlier \(controller.kind) `\(controller.name)` and has not been deleted yet")
    }
    throw ApplyError(
      .notOwned, object: name,
      message: "it exists and is controlled by \(controller.kind) `\(controller.name)`; it is left alone")
  }

  private func tree(_ object: some KubeResource, _ name: String) throws(ApplyError) -> JSONValue {
    do {
      return try object.tree()
    } catch {
      throw ApplyError(.invalid, object: name, message: "it cannot be encoded: \(error)")
    }
  }
}

// MARK: Several at once

extension Applier {
  /// Makes several objects as they are declared, each after those that it depends on.
  ///
  /// - Returns: what has become of each. One that fails keeps back those that depend on it, and no others.
  public func apply(
    _ declarations: [Declaration<Owner>]
  ) async -> [DeclarationID: Result<ApplyOutcome, ApplyError>] {
    var results: [DeclarationID: Result<ApplyOutcome, ApplyError>] = [:]
    var waiting = declarations
    while !waiting.isEmpty {
      let declared = Set(waiting.map(\.id))
      guard let next = waiting.firstIndex(where: { declared.isDisjoint(with: $0.dependencies) }) else {
        for one in waiting {
          results[one.id] = .failure(
            ApplyError(.invalid, object: "\(one.id)", message: "its dependencies form a circle"))
        }
        break
      }
      let declaration = waiting.remove(at: next)
      results[declaration.id] = await result(of: declaration, after: results)
    }
    return results
  }

  private func result(
    of declaration: Declaration<Owner>, after results: [DeclarationID: Result<ApplyOutcome, ApplyError>]
  ) async -> Result<ApplyOutcome, ApplyError> {
    let failed = declaration.dependencies.first { id in
      if case .failure = results[id] { true } else { false }
    }
    if let failed {
      return .failure(
        ApplyError(.dependencyFailed, object: "\(declaration.id)", message: "it comes after \(failed), which failed"))
    }
    do throws(ApplyError) {
      return .success(try await declaration.apply(self))
    } catch {
      return .failure(error)
    }
  }
}

public import KubeCore

/// An object as the server has it, whole, and a typed view of it that can be changed.
///
/// Fields that `Object` does not know are in ``tree`` and survive every change of ``object``:
///
/// ```swift
/// var deployment = try await deployments.stored("web")
/// deployment.object.spec?.replicas = 3
/// deployment = try await deployments.save(deployment)
/// ```
public struct Stored<Object: Codable & Sendable>: Sendable {
  /// The whole object as it was read.
  public let tree: JSONValue
  /// What `Object` knows of it.
  public var object: Object
  /// How ``object`` was encoded when it was read.
  private let encoding: JSONValue

  /// - Throws: `.undecodableAnswer` when the tree is no such object.
  public init(_ tree: JSONValue) throws(KubeError) {
    self.tree = tree
    do {
      object = try JSONCoding.decode(Object.self, from: tree)
      encoding = try JSONCoding.tree(object)
    } catch {
      throw KubeError(.undecodableAnswer, message: "the object is not a \(Object.self): \(error)")
    }
  }

  public var name: String? { tree["metadata"]?["name"]?.string }
  public var resourceVersion: String? { tree["metadata"]?["resourceVersion"]?.string }

  /// The whole object with the changes that have been made to the typed view.
  ///
  /// - Throws: `.invalidRequest` when the view cannot be encoded.
  public func edited() throws(KubeError) -> JSONValue {
    do {
      return TypedOverlay.carry(encoding, try JSONCoding.tree(object), onto: tree) ?? tree
    } catch {
      throw KubeError(.invalidRequest, message: "the object cannot be encoded: \(error)")
    }
  }

  /// The change as a merge patch that applies to the version that was read, and to no other; `nil` when nothing has
  /// been changed.
  public func patch() throws(KubeError) -> Patch? {
    guard var changes = MergePatch.difference(from: tree, to: try edited()) else { return nil }
    if let resourceVersion { changes[["metadata", "resourceVersion"]] = .string(resourceVersion) }
    return .merge(changes)
  }
}

extension Stored: Equatable where Object: Equatable {}

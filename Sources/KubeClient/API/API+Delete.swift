import KubeCore

/// What a server answers to a deletion.
public enum Deletion<Object: Codable & Sendable>: Sendable {
  /// The object is gone, or what was to be deleted was gone before.
  case done(uid: String?)
  /// The object as it last was, or, with a `deletionTimestamp`, as it waits for its finalizers or its grace period.
  case object(Object)
}

extension Deletion: Equatable where Object: Equatable {}

extension API {
  /// Deletes an object.
  ///
  /// - Throws: `.notFound` when there is none, `.conflict` when a precondition does not hold.
  @discardableResult
  public func delete(
    _ name: String, _ options: DeleteOptions = DeleteOptions()
  ) async throws(KubeError) -> Deletion<Object> {
    let request = try objectRequest(
      .delete, name, contentType: options.body == nil ? nil : "application/json",
      body: options.body.map { JSONWriter.write($0) }, timeout: client.deadlines.write,
      repetition: options.isGuarded ? .safe : .ifRefused)
    do throws(KubeError) {
      return try await client.perform(request, decoding: DeletionAnswer<Object>.self).deletion
    } catch {
      // An earlier try of this very call has deleted it, or somebody else did what it asks for.
      if error.code == .notFound, error.outcome == .unknown { return .done(uid: options.uid) }
      throw error
    }
  }

  /// Deletes the objects that the selectors pick.
  ///
  /// - Parameters:
  ///   - selection: the selectors; one page of them when it has a limit, which is not so by default.
  /// - Returns: the objects, as they were or as they wait for their end; empty when the server does not say.
  @discardableResult
  public func deleteCollection(
    _ selection: ListOptions = .unlimited, _ options: DeleteOptions = DeleteOptions()
  ) async throws(KubeError) -> KubeList<Object> {
    guard !resourceType.isNamespaced || namespace != nil else {
      throw KubeError(.invalidRequest, message: "a collection is deleted namespace by namespace; the call names none")
    }
    let request = try collectionRequest(
      .delete, query: selection.query(), contentType: options.body == nil ? nil : "application/json",
      body: options.body.map { JSONWriter.write($0) }, timeout: client.deadlines.page, repetition: .ifRefused)
    return try await client.perform(request, decoding: CollectionAnswer<Object>.self).list
  }
}

extension ListOptions {
  /// All objects at once.
  public static var unlimited: ListOptions {
    var options = ListOptions()
    options.limit = nil
    return options
  }
}

/// An answer that is a `Status` when the object is gone, and the object otherwise.
///
/// The deletion has happened: an answer of any other shape is no reason to fail.
private struct DeletionAnswer<Object: Codable & Sendable>: Decodable {
  var deletion: Deletion<Object>

  init(from decoder: any Decoder) throws {
    let head = try AnswerHead(from: decoder)
    deletion = head.isStatus ? .done(uid: head.details?.uid) : (try? .object(Object(from: decoder))) ?? .done(uid: nil)
  }
}

private struct CollectionAnswer<Object: Codable & Sendable>: Decodable {
  var list: KubeList<Object>

  init(from decoder: any Decoder) throws {
    let isStatus = try AnswerHead(from: decoder).isStatus
    list = isStatus ? KubeList(metadata: ListMeta(), items: []) : try KubeList(from: decoder)
  }
}

private struct AnswerHead: Decodable {
  var kind: String?
  var details: Status.Details?

  private enum Key: String, CodingKey { case kind, details }

  var isStatus: Bool { kind == "Status" }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    kind = try container.decodeIfPresent(String.self, forKey: .kind)
    // Other kinds may have a field of that name, of any shape.
    if kind == "Status" { details = try container.decodeIfPresent(Status.Details.self, forKey: .details) }
  }
}

/// Who writes, and how.
public struct WriteOptions: Sendable, Hashable {
  /// The name under which the server keeps account of the fields that are written; default that of the client.
  public var fieldManager: String?
  /// Takes fields over from other managers; server-side apply only.
  public var force = false
  /// Checks everything and stores nothing.
  public var dryRun = false
  /// What becomes of unknown fields; default the server's, which is to warn.
  public var fieldValidation: FieldValidation?
  /// How long the exchange may take; default the client's limit for writes.
  public var timeout: Duration?
  /// The creation of an object with a fixed name may be sent again although the first try may have had an effect: the
  /// caller knows that `.alreadyExists` may then speak of its own object (``KubeError/outcome`` is `.unknown`).
  public var repeatsCreation = false

  public init(fieldManager: String? = nil) { self.fieldManager = fieldManager }

  func query(_ client: KubeClient) -> [KubeRequest.Field] {
    var query = QueryBuilder()
    query.add("fieldManager", fieldManager ?? client.fieldManager)
    query.add("force", force)
    query.add("dryRun", dryRun ? "All" : nil)
    query.add("fieldValidation", fieldValidation?.rawValue)
    return query.fields
  }
}

/// Who writes, and how.
public struct WriteOptions: Sendable, Hashable {
  /// The name under which the server keeps account of the fields that are written.
  public var fieldManager: String?
  /// Takes fields over from other managers; server-side apply only.
  public var force = false
  /// Checks everything and stores nothing.
  public var dryRun = false
  /// `Strict` refuses unknown fields, `Warn` (the server's default) warns, `Ignore` drops them.
  public var fieldValidation: String?
  /// How long the exchange may take; default 10 s.
  public var timeout: Duration = .seconds(10)

  public init(fieldManager: String? = nil) { self.fieldManager = fieldManager }

  var query: [KubeRequest.Field] {
    var query: [KubeRequest.Field] = []
    if let fieldManager { query.append(KubeRequest.Field("fieldManager", fieldManager)) }
    if force { query.append(KubeRequest.Field("force", "true")) }
    if dryRun { query.append(KubeRequest.Field("dryRun", "All")) }
    if let fieldValidation { query.append(KubeRequest.Field("fieldValidation", fieldValidation)) }
    return query
  }
}

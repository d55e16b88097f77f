/// How the API server answers when there is no object to answer with (`metav1.Status`).
public struct Status: Sendable, Hashable, Codable {
  /// What the answer is about.
  public struct Details: Sendable, Hashable, Codable {
    public var name: String?
    public var group: String?
    public var kind: String?
    public var uid: String?
    public var causes: [Cause]?
    public var retryAfterSeconds: Int?

    public init(
      name: String? = nil, group: String? = nil, kind: String? = nil, uid: String? = nil, causes: [Cause]? = nil,
      retryAfterSeconds: Int? = nil
    ) {
      self.name = name
      self.group = group
      self.kind = kind
      self.uid = uid
      self.causes = causes
      self.retryAfterSeconds = retryAfterSeconds
    }
  }

  /// One reason among several: an invalid field, or a conflicting field manager.
  public struct Cause: Sendable, Hashable, Codable {
    public var reason: String?
    public var message: String?
    public var field: String?

    public init(reason: String? = nil, message: String? = nil, field: String? = nil) {
      self.reason = reason
      self.message = message
      self.field = field
    }
  }

  /// In an answer to an expired list, `continue` leads on at another version.
  public var metadata: ListMeta?
  /// `Success` or `Failure`.
  public var status: String?
  public var message: String?
  public var reason: String?
  public var details: Details?
  public var code: Int?

  public init(
    status: String? = "Failure", message: String? = nil, reason: String? = nil, details: Details? = nil,
    code: Int? = nil
  ) {
    self.status = status
    self.message = message
    self.reason = reason
    self.details = details
    self.code = code
  }
}

/// A condition under which writes may go out: that the process leads, or that a key belongs to its shard.
///
/// The condition is looked at again for each write, right before it is sent. That a write which was permitted arrives
/// late cannot be excluded by any client: writes that would do harm then carry the resource version or the uid of what
/// they are meant for, so that the API server refuses them.
public struct WriteFence: Sendable {
  /// That a write may go out now.
  public struct Permit: Sendable, Hashable {
    /// How long the exchange may take at most; `nil` for no limit.
    public var remaining: Duration?

    public init(remaining: Duration? = nil) { self.remaining = remaining }
  }

  /// The fence of the task's work, besides that of the transport: a controller sets it for each reconcile.
  @TaskLocal public static var current: WriteFence?

  /// Why writes are refused, when they are.
  public let refusal: String
  private let check: @Sendable () -> Permit?

  /// - Parameters:
  ///   - refusal: completes the sentence "not sent: ...".
  ///   - check: `nil` when writes may not go out. Quick and without waiting.
  public init(_ refusal: String, check: @escaping @Sendable () -> Permit?) {
    self.refusal = refusal
    self.check = check
  }

  /// Whether a write may go out now.
  public var permit: Permit? { check() }
}

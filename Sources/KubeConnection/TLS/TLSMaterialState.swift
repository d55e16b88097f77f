/// When the files of TLS are looked at again, and what comes of it. A value without I/O.
struct TLSMaterialState: Sendable {
  /// How often the files are looked at: more often than client-go does (5 minutes, `transport/cert_rotation.go`), since
  /// a look costs no more than asking the file system.
  static let period = Duration.seconds(60)
  /// When to look again after files that did not fit together: they are likely being replaced.
  static let retryPeriod = Duration.seconds(5)

  /// What connections are made with.
  private(set) var material: TLSMaterial
  /// The files as they were when `material` was read.
  private var stamps: [FileStamp?]
  private var nextLook: ContinuousClock.Instant
  private var problem: ConnectionError?

  init(_ material: TLSMaterial, stamps: [FileStamp?], at now: ContinuousClock.Instant) {
    self.material = material
    self.stamps = stamps
    nextLook = now + Self.period
  }

  func isDue(at now: ContinuousClock.Instant) -> Bool { now >= nextLook }

  /// Takes a look at the files' stamps.
  ///
  /// - Returns: whether the files must be read.
  mutating func look(_ stamps: [FileStamp?], at now: ContinuousClock.Instant) -> Bool {
    nextLook = now + Self.period
    return stamps != self.stamps
  }

  /// What reading the files came to.
  enum Outcome: Sendable, Equatable {
    /// The same content, or the same problem as before.
    case nothingNew
    /// New connections are to be made with the new material.
    case changed
    /// The files cannot be used; the old material stays.
    case refused(ConnectionError)
  }

  mutating func receive(
    _ reading: Result<TLSMaterial, ConnectionError>, stamps: [FileStamp?], at now: ContinuousClock.Instant
  ) -> Outcome {
    switch reading {
    case .success(let read):
      problem = nil
      self.stamps = stamps
      guard read != material else { return .nothingNew }
      material = read
      return .changed
    case .failure(let error):
      nextLook = now + Self.retryPeriod
      guard error != problem else { return .nothingNew }
      problem = error
      return .refused(error)
    }
  }
}

/// What is known of a token in a file, and when to read it again. A value without I/O.
struct TokenFileState: Sendable {
  /// How long a token is used, less ``leeway``: half of the time from when the kubelet renews a token of the shortest
  /// life to when that one ends (client-go, `transport/token_source.go`).
  static let period = Duration.seconds(60)
  static let leeway = Duration.seconds(10)
  /// When to try again after a file that could not be used.
  static let retryPeriod = Duration.seconds(10)

  /// The last token that could be read.
  private(set) var token: Secret<String>?
  /// Why the file could not be used when it was read last.
  private(set) var problem: ConnectionError?
  private var nextRead: ContinuousClock.Instant?

  init() {}

  func isDue(at now: ContinuousClock.Instant) -> Bool { nextRead.map { now >= $0 } ?? true }

  /// Takes the content of the file. What cannot be a token is refused, and the last one stays.
  ///
  /// - Returns: whether a problem is new, and worth telling.
  mutating func receive(
    _ content: Result<[UInt8], ConnectionError>, path: String, at now: ContinuousClock.Instant
  ) -> Bool {
    switch content.flatMap({ Self.token(in: $0, path: path) }) {
    case .success(let read):
      token = read
      problem = nil
      nextRead = now + (Self.period - Self.leeway)
      return false
    case .failure(let error):
      nextRead = now + Self.retryPeriod
      defer { problem = error }
      return problem != error
    }
  }

  private static func token(in content: [UInt8], path: String) -> Result<Secret<String>, ConnectionError> {
    let words = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let word = words.first else {
      return .failure(ConnectionError(.unreadableFile, "the token file is empty", file: path))
    }
    guard words.count == 1, BearerToken.isValid(String(word)) else {
      return .failure(ConnectionError(.unreadableFile, "the token file holds something else than a token", file: path))
    }
    return .success(Secret(String(word)))
  }
}

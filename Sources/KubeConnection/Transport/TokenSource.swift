import Synchronization

/// A bearer token that is read anew from its file every minute: the kubelet rotates it, and an old one ends in 401.
final class TokenSource: Sendable {
  private struct Cached: Sendable {
    var token: String
    var readAt: ContinuousClock.Instant
  }

  /// client-go's period for the same file.
  private static let period = Duration.seconds(60)

  private let token: ClusterAccess.Token
  private let cached = Mutex<Cached?>(nil)

  init(_ token: ClusterAccess.Token) { self.token = token }

  func current() throws(ConnectionError) -> String {
    switch token {
    case .fixed(let token): return token
    case .file(let path): return try read(path)
    }
  }

  private func read(_ path: String) throws(ConnectionError) -> String {
    let now = ContinuousClock.now
    if let cached = cached.withLock({ $0 }), now - cached.readAt < Self.period { return cached.token }
    let text = String(decoding: try LocalFile.read(path), as: UTF8.self)
    guard let token = text.split(whereSeparator: \.isWhitespace).first.map(String.init) else {
      throw ConnectionError(.unreadableFile, "the token file \(path) is empty")
    }
    cached.withLock { $0 = Cached(token: token, readAt: now) }
    return token
  }
}

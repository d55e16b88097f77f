import Synchronization

/// A bearer token that is read anew from its file: the kubelet renews it, and an old one ends in 401.
final class TokenFileSource: CredentialSource {
  private let path: String
  private let fallback: Secret<String>?
  private let clock: ConnectionClock
  private let observer: ConnectionObserver
  private let state = Mutex(TokenFileState())

  /// - Parameter fallback: the token to send until the file could be read.
  init(path: String, fallback: Secret<String>?, clock: ConnectionClock, observer: @escaping ConnectionObserver) {
    self.path = path
    self.fallback = fallback
    self.clock = clock
    self.observer = observer
  }

  func current() async throws(ConnectionError) -> CallCredential { try credential(isForced: false) }

  func refresh(_ rejected: CallCredential) async throws(ConnectionError) -> CallCredential {
    try credential(isForced: true)
  }

  private func credential(isForced: Bool) throws(ConnectionError) -> CallCredential {
    let now = clock.now()
    let (token, problem, isNews) = state.withLock { state -> (Secret<String>?, ConnectionError?, Bool) in
      var isNews = false
      if isForced || state.isDue(at: now) {
        let content = Result { () throws(ConnectionError) in try LocalFile.read(path) }
        isNews = state.receive(content, path: path, at: now)
      }
      return (state.token ?? fallback, state.problem, isNews)
    }
    if isNews, let problem, token != nil {
      observer(ConnectionNotice(.credentialKept, "an older token is used on: \(problem)"))
    }
    guard let token else { throw problem ?? ConnectionError(.unreadableFile, "there is no token", file: path) }
    return CallCredential(authorization: BearerToken.header(token))
  }
}

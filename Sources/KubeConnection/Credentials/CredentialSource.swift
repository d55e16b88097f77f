/// Where the credentials of calls come from. They are asked for anew for each call, so that no request outlives them.
protocol CredentialSource: Sendable {
  /// The credential for a call that is about to be sent.
  func current() async throws(ConnectionError) -> CallCredential

  /// The successor of a credential that the server has refused; the same one when there is none.
  func refresh(_ rejected: CallCredential) async throws(ConnectionError) -> CallCredential
}

/// A credential that stays as it is.
struct FixedCredentialSource: CredentialSource {
  let credential: CallCredential

  func current() async throws(ConnectionError) -> CallCredential { credential }
  func refresh(_ rejected: CallCredential) async throws(ConnectionError) -> CallCredential { credential }
}

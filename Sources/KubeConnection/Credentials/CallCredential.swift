import CurlTransport

/// What one call is sent with.
struct CallCredential: Sendable, Equatable {
  /// The value of the `Authorization` field.
  var authorization: Secret<String>?
  /// A client certificate that came with the credential; the configured one applies when absent.
  var identity: CurlConfiguration.Identity?
  /// Counts the credentials of one source, so that a refused one can be told from its successor.
  var serial: UInt64 = 0

  /// Whether the server will see a difference.
  func differs(from other: CallCredential) -> Bool {
    authorization != other.authorization || identity != other.identity
  }
}

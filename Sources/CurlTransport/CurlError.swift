/// Why an exchange failed. HTTP statuses are no errors.
public struct CurlError: Error, Sendable {
  /// What kind of failure it was.
  public let code: Code
  /// What happened, in libcurl's words where it has some.
  public let message: String
  /// The host and port of the URL, if it had any.
  public let host: String?
  /// The `CURLcode` that libcurl ended with, if it did.
  public let resultCode: Int?

  /// Creates an error; context is optional.
  public init(_ code: Code, _ message: String, host: String? = nil, resultCode: Int? = nil) {
    self.code = code
    self.message = message
    self.host = host
    self.resultCode = resultCode
  }

  /// Whether the same request may well succeed a little later.
  ///
  /// It does not say that the request had no effect: a server may have acted before the connection was lost.
  public var isTransient: Bool { code.isTransient }
}

extension CurlError: Equatable {
  /// Errors are equal when their codes are; messages differ between versions of libcurl and of OpenSSL.
  public static func == (left: CurlError, right: CurlError) -> Bool { left.code == right.code }
}

extension CurlError: CustomStringConvertible {
  /// The code, the host and the message on one line.
  public var description: String {
    let place = host.map { " (\($0))" } ?? ""
    return "\(code)\(place): \(message)"
  }
}

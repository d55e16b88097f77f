@testable import CurlTransport

extension CurlConfiguration {
  /// Ignores the environment's proxy; trusts the given authority only.
  static func testing(authority: [UInt8]? = nil) -> CurlConfiguration {
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    if let authority { configuration.trust = .certificates(pem: authority) }
    return configuration
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}

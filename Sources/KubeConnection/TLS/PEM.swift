import COpenSSL

/// What can be said of PEM bytes before a connection is made with them.
///
/// OpenSSL answers, because it is the library that will use them: libcurl would only report what is wrong once a
/// connection fails, when the identity that worked has already been given up.
enum PEM {
  /// Why a certificate chain and a private key cannot be used together; `nil` when they can.
  static func problem(chain: [UInt8], key: [UInt8]) -> String? {
    guard let chainSize = Int32(exactly: chain.count), let keySize = Int32(exactly: key.count) else {
      return "the certificate or the key is too large"
    }
    return switch copenssl_check_pair(chain, chainSize, key, keySize) {
    case COPENSSL_PAIR_FITS: nil
    case COPENSSL_PAIR_BAD_KEY: "the key is no unencrypted private key in PEM"
    case COPENSSL_PAIR_MISMATCH: "the certificate and the key do not belong together"
    default: "the certificate is not PEM"
    }
  }

  /// Why a bundle of certificates cannot be used; `nil` when it can.
  static func problem(authority: [UInt8]) -> String? {
    guard let size = Int32(exactly: authority.count) else { return "the bundle is too large" }
    return switch copenssl_count_certificates(authority, size) {
    case 0: "the bundle holds no certificate in PEM"
    case ..<0: "the bundle holds a certificate that cannot be read"
    default: nil
    }
  }
}

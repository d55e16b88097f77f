import KubeCore

extension SHA256 {
  private static var blockSize: Int { 64 }

  /// The authentication code HMAC-SHA-256 (RFC 2104).
  static func authenticationCode(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var key = key.count > blockSize ? digest(of: key) : key
    key += repeatElement(0, count: blockSize - key.count)
    return digest(of: key.map { $0 ^ 0x5C } + digest(of: key.map { $0 ^ 0x36 } + message))
  }
}

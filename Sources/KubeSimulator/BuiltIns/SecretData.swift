import KubeCore

/// The plain text that a client may give instead of base64.
enum SecretData {
  /// Moves `stringData` into `data`.
  static func encodeText(of secret: inout JSONValue) {
    guard let texts = secret["stringData"]?.object else { return }
    for (key, value) in texts {
      if let text = value.string { secret[["data", key]] = .string(Base64.encode(Array(text.utf8))) }
    }
    secret["stringData"] = nil
  }
}

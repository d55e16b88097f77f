import KubeCore

/// Where the next page of a list starts: base64 of JSON, as the API server has it, and opaque to clients.
struct ContinueToken: Sendable, Hashable {
  /// `nil` for the state of the moment, which may not fit the pages before.
  var revision: Int64?
  var last: ObjectKey

  init(revision: Int64?, last: ObjectKey) {
    self.revision = revision
    self.last = last
  }

  /// - Throws: `APIFailure` 400.
  init(text: String) throws(APIFailure) {
    guard let bytes = Base64.decodeLeniently(text) else {
      throw .badRequest("invalid continue token: continue key is not valid: illegal base64 data")
    }
    guard let value = try? JSONParser.parse(bytes), let name = value["name"]?.string else {
      let found = bytes.first.map(Self.describe) ?? ""
      throw .badRequest(
        "invalid continue token: continue key is not valid: invalid character '\(found)' looking for beginning of value"
      )
    }
    self.init(
      revision: value["rv"]?.integer, last: ObjectKey(namespace: value["namespace"]?.string, name: name))
  }

  var text: String {
    var value = JSONObject()
    value["rv"] = revision.map { .integer($0) }
    value["namespace"] = .text(last.namespace)
    value["name"] = .string(last.name)
    return Base64.encodeForURL(JSONWriter.write(.object(value)))
  }

  /// A byte as Go quotes it: it is taken for a character of Latin-1.
  private static func describe(_ byte: UInt8) -> String {
    switch byte {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE...0xFF: String(Unicode.Scalar(byte))
    default: "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
  }
}

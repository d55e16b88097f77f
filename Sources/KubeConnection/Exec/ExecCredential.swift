import CurlTransport
import KubeCore

/// What an exec plugin answered.
struct ExecCredential: Sendable, Equatable {
  var token: Secret<String>?
  var identity: CurlConfiguration.Identity?
  /// When it ends; `nil` for never.
  var expiry: Timestamp?
}

extension ExecCredential {
  /// Reads a plugin's output, in JSON or, as client-go does, in YAML. Errors never repeat what was printed.
  ///
  /// - Throws: `.invalidPluginOutput`.
  init(output: [UInt8], of plugin: ExecPlugin) throws(ConnectionError) {
    func error(_ message: String) -> ConnectionError {
      ConnectionError(.invalidPluginOutput, "the exec plugin \"\(plugin.command)\" " + message)
    }
    guard let answer = Self.parse(output), answer.object != nil else {
      throw error("printed something else than an ExecCredential in JSON")
    }
    guard answer["kind"] == "ExecCredential" else {
      throw error("printed an object of another kind than ExecCredential")
    }
    guard answer["apiVersion"]?.string == plugin.version.rawValue else {
      throw error(
        "was asked for \(plugin.version.rawValue), and answered in "
          + (answer["apiVersion"]?.string.map(ExecPlugin.printable)?.prefix(80).description ?? "no version"))
    }
    guard let status = answer["status"], status.object != nil else { throw error("printed no status") }
    let texts = try Self.texts(status, error)
    expiry = try Self.expiry(status, error)
    switch (texts["clientCertificateData"], texts["clientKeyData"]) {
    case (nil, nil): identity = nil
    case (let chain?, let key?):
      let (chain, key) = (Array(chain.utf8), Array(key.utf8))
      if let problem = PEM.problem(chain: chain, key: key) {
        throw error("printed a certificate that is no use: \(problem)")
      }
      identity = CurlConfiguration.Identity(certificateChain: chain, privateKey: key)
    default: throw error("printed only one of clientCertificateData and clientKeyData")
    }
    token = texts["token"].map { Secret($0) }
    guard token != nil || identity != nil else { throw error("printed neither a token nor a certificate") }
  }

  private static func parse(_ output: [UInt8]) -> JSONValue? {
    if let value = try? JSONParser.parse(output) { return value }
    guard let text = String(validating: output, as: UTF8.self), let documents = try? YAMLParser.documents(text),
      documents.count == 1
    else { return nil }
    return documents.first
  }

  private static func texts(
    _ status: JSONValue, _ error: (String) -> ConnectionError
  ) throws(ConnectionError) -> [String: String] {
    var texts: [String: String] = [:]
    for key in ["token", "clientCertificateData", "clientKeyData"] {
      guard let value = status[key], !value.isNull else { continue }
      guard let text = value.string else { throw error("printed a \(key) that is no text") }
      if !text.isEmpty { texts[key] = text }
    }
    if let token = texts["token"], !BearerToken.isValid(token) { throw error("printed a token with white space in it") }
    return texts
  }

  private static func expiry(
    _ status: JSONValue, _ error: (String) -> ConnectionError
  ) throws(ConnectionError) -> Timestamp? {
    guard let value = status["expirationTimestamp"], !value.isNull else { return nil }
    guard let time = value.string.flatMap({ Timestamp($0) }) else {
      throw error("printed an expirationTimestamp that is no RFC 3339 time")
    }
    return time
  }
}

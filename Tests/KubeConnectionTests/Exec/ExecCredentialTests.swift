import CurlTransport
import KubeCore
import Testing

@testable import KubeConnection

/// What plugins print, each failure with an error of its own that does not repeat the output.
@Suite struct ExecCredentialTests {
  private static let plugin = ExecPlugin(command: "get-token")

  private func parse(_ output: String) throws -> ExecCredential {
    try ExecCredential(output: Array(output.utf8), of: Self.plugin)
  }

  private static func answer(_ status: String) -> String {
    "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":\(status)}"
  }

  @Test("a token, with or without an end")
  func token() throws {
    #expect(try parse(Self.answer("{\"token\":\"t\"}")) == ExecCredential(token: Secret("t")))
    let ending = try parse(Self.answer("{\"token\":\"t\",\"expirationTimestamp\":\"2026-01-01T02:00:00+01:00\"}"))
    #expect(ending.expiry == Timestamp("2026-01-01T01:00:00Z"))
  }

  @Test("YAML is read as well, as in client-go")
  func yaml() throws {
    let output = """
      apiVersion: client.authentication.k8s.io/v1
      kind: ExecCredential
      status: {token: t, expirationTimestamp: null}
      """
    #expect(try parse(output) == ExecCredential(token: Secret("t")))
  }

  @Test("a certificate with its key")
  func certificate() throws {
    let certificates = try TestCertificates()
    try certificates.make("ana")
    let (pem, key) = (try certificates.folder.text("ana.pem"), try certificates.folder.text("ana.key"))
    let status: JSONValue = ["clientCertificateData": .string(pem), "clientKeyData": .string(key)]
    let credential = try parse(Self.answer(status.description))
    #expect(credential.identity?.certificateChain == Array(pem.utf8))
    #expect(credential.identity?.privateKey == Array(key.utf8))
    #expect(credential.token == nil)
  }

  @Test(
    "what is no credential is refused",
    arguments: [
      ("", "printed something else than an ExecCredential in JSON"),
      ("SECRET", "printed something else than an ExecCredential in JSON"),
      ("{\"SECRET", "printed something else than an ExecCredential in JSON"),
      ("{}", "printed an object of another kind than ExecCredential"),
      (
        answer("{}").replacing("/v1", with: "/v1beta1"),
        "was asked for client.authentication.k8s.io/v1, and answered in client.authentication.k8s.io/v1beta1"
      ),
      ("{\"kind\":\"ExecCredential\"}", "was asked for client.authentication.k8s.io/v1, and answered in no version"),
      (answer("null"), "printed no status"),
      (answer("{}"), "printed neither a token nor a certificate"),
      (answer("{\"token\":\"\"}"), "printed neither a token nor a certificate"),
      (answer("{\"token\":5}"), "printed a token that is no text"),
      (answer("{\"token\":\"SECRET\\nX: y\"}"), "printed a token with white space in it"),
      (
        answer("{\"clientCertificateData\":\"SECRET\"}"), "printed only one of clientCertificateData and clientKeyData"
      ),
      (
        answer("{\"clientCertificateData\":\"SECRET\",\"clientKeyData\":\"SECRET\"}"),
        "printed a certificate that is no use: the certificate is not PEM"
      ),
      (
        answer("{\"token\":\"SECRET\",\"expirationTimestamp\":\"soon\"}"),
        "printed an expirationTimestamp that is no RFC 3339 time"
      ),
    ])
  func refused(output: String, message: String) {
    let error = #expect(throws: ConnectionError.self) { try parse(output) }
    #expect(error?.code == .invalidPluginOutput)
    #expect(error?.message == "the exec plugin \"get-token\" " + message)
    #expect(error.map { "\($0)".contains("SECRET") } == false)
  }
}

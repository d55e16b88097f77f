import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: TLSFront.isAvailable, "python3 and openssl are needed"))
struct CurlClientTLSTests {
  private let certificates: TestCertificates
  private let server: TestServer

  init() throws {
    certificates = try TestCertificates()
    server = try TestServer { request, connection in
      connection.respond(body: Array((request.headers["host"] ?? "").utf8))
    }
  }

  private func send(_ url: String, _ configuration: CurlConfiguration) async throws -> String {
    let client = CurlClient(configuration: configuration)
    return try await client.send(CurlRequest(url: url)).body.collect(upTo: 1000).text
  }

  private func identity(key: String = "client.key") throws -> CurlConfiguration.Identity {
    CurlConfiguration.Identity(
      certificateChain: try certificates.read("client.pem"), privateKey: try certificates.read(key))
  }

  @Test func trustedAuthority() async throws {
    let front = try TLSFront(server, certificates: certificates)
    let url = front.url("/")
    let host = try await send(url, .testing(authority: certificates.authority()))
    #expect("https://\(host)/" == url)
  }

  @Test func unknownAuthority() async throws {
    let front = try TLSFront(server, certificates: certificates)
    await #expect(throws: CurlError(.certificateRejected, "")) { try await send(front.url("/"), .testing()) }
    let other = try TestCertificates().authority()
    await #expect(throws: CurlError(.certificateRejected, "")) {
      try await send(front.url("/"), .testing(authority: other))
    }
  }

  @Test func unverified() async throws {
    let front = try TLSFront(server, certificates: certificates)
    var configuration = CurlConfiguration.testing()
    configuration.trust = .insecure
    #expect(try await !send(front.url("/", host: "localhost"), configuration).isEmpty)
  }

  @Test func wrongName() async throws {
    let front = try TLSFront(server, certificates: certificates)
    let configuration = try CurlConfiguration.testing(authority: certificates.authority())
    await #expect(throws: CurlError(.certificateRejected, "")) {
      try await send(front.url("/", host: "localhost"), configuration)
    }
  }

  @Test func serverNameInsteadOfTheHost() async throws {
    let front = try TLSFront(server, certificates: certificates)
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.serverName = "model.example"
    let url = front.url("/", host: "localhost")
    let host = try await send(url, configuration)
    #expect("https://\(host)/" == url)
    configuration.serverName = "other.example"
    await #expect(throws: CurlError(.certificateRejected, "")) { try await send(url, configuration) }
  }

  @Test func clientCertificate() async throws {
    let front = try TLSFront(server, certificates: certificates, verifiesClients: true)
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.identity = try identity()
    #expect(try await !send(front.url("/"), configuration).isEmpty)
  }

  @Test func missingClientCertificate() async throws {
    let front = try TLSFront(server, certificates: certificates, verifiesClients: true)
    let configuration = try CurlConfiguration.testing(authority: certificates.authority())
    await #expect(throws: CurlError(.tlsFailure, "")) { try await send(front.url("/"), configuration) }
  }

  @Test func encryptedKeyIsRefused() async throws {
    try certificates.encryptClientKey(to: "encrypted.key")
    let front = try TLSFront(server, certificates: certificates, verifiesClients: true)
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.identity = try identity(key: "encrypted.key")
    await #expect(throws: CurlError(.tlsFailure, "")) { try await send(front.url("/"), configuration) }
  }

  @Test func authorityThatIsNoCertificate() async throws {
    let front = try TLSFront(server, certificates: certificates)
    let configuration = CurlConfiguration.testing(authority: Array("nonsense".utf8))
    let error = await #expect(throws: CurlError.self) { try await send(front.url("/"), configuration) }
    #expect(error?.code == .tlsFailure || error?.code == .certificateRejected)
  }

  @Test func certificateListOfOneAuthorityTrustsNoOther() async throws {
    let front = try TLSFront(server, certificates: certificates)
    let both = try certificates.authority() + TestCertificates().authority()
    #expect(try await !send(front.url("/"), .testing(authority: both)).isEmpty)
  }

  @Test func oldVersionsOfTLSAreRefused() async throws {
    let configuration = try CurlConfiguration.testing(authority: certificates.authority())
    let front = try TLSFront(server, certificates: certificates, newestTLS: "1.2")
    #expect(try await !send(front.url("/"), configuration).isEmpty)
    let old = try TLSFront(server, certificates: certificates, newestTLS: "1.1")
    await #expect(throws: CurlError(.tlsFailure, "")) { try await send(old.url("/"), configuration) }
  }

  @Test func messagesSayWhatIsWrongWithACertificate() async throws {
    let configuration = try CurlConfiguration.testing(authority: certificates.authority())
    try certificates.makeExpired("expired")
    let expired = try TLSFront(server, certificates: certificates, certificate: "expired")
    let first = await #expect(throws: CurlError.self) { try await send(expired.url("/"), configuration) }
    #expect(first?.code == .certificateRejected)
    #expect(first?.message.contains("expired") == true)
    let front = try TLSFront(server, certificates: certificates)
    let url = front.url("/", host: "localhost")
    let second = await #expect(throws: CurlError.self) { try await send(url, configuration) }
    #expect(second?.message.contains("localhost") == true)
    let third = await #expect(throws: CurlError.self) { try await send(front.url("/"), .testing()) }
    #expect(third?.message.contains("issuer") == true || third?.message.contains("self-signed") == true)
  }
}

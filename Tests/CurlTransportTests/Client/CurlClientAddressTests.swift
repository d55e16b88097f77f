import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientAddressTests {
  private func client(allowing allowed: [String] = []) throws -> CurlClient {
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    configuration.addresses = try AddressRules(allowing: allowed)
    return CurlClient(configuration: configuration)
  }

  @Test(arguments: ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"])
  func loopbackIsRefusedHoweverItIsWritten(host: String) async throws {
    let server = try TestServer { _, connection in
      Issue.record("the server was reached")
      connection.respond(body: [])
    }
    let client = try client()
    let error = await #expect(throws: CurlError.self) {
      try await client.send(CurlRequest(url: "http://\(host):\(server.port)/"))
    }
    #expect(error?.code == .addressRefused, "\(host): \(String(describing: error))")
    #expect(error?.isTransient == false)
  }

  @Test func whatIsAllowedIsReached() async throws {
    let server = try TestServer { _, connection in connection.respond(body: Array("here".utf8)) }
    let response = try await client(allowing: ["127.0.0.0/8"]).send(CurlRequest(url: server.url("/")))
    #expect(try await response.body.collect(upTo: 10).text == "here")
  }

  /// Credentials never go where another server points, and addresses that are refused are not reached in two steps.
  @Test(arguments: [301, 302, 303, 307, 308])
  func redirectsAreNotFollowed(status: Int) async throws {
    let target = try TestServer { _, connection in
      Issue.record("the target of the redirect was reached")
      connection.respond(body: [])
    }
    let server = try TestServer { _, connection in connection.respond(status, headers: ["Location: \(target.url("/"))"]) }
    let request = CurlRequest(url: server.url("/"), headers: ["Authorization": "Bearer secret"])
    let response = try await client(allowing: ["127.0.0.0/8"]).send(request)
    #expect(response.status == status)
    #expect(response.headers["Location"] == target.url("/"))
  }

  @Test func throughAProxyOnlyAddressesInTheURLAreLookedAt() async throws {
    let proxy = try TestServer { _, connection in connection.respond(body: Array("proxy".utf8)) }
    var configuration = CurlConfiguration()
    configuration.proxy = .url(proxy.url(""))
    configuration.addresses = try AddressRules()
    let client = CurlClient(configuration: configuration)
    #expect(try await client.send(CurlRequest(url: "http://model.invalid/")).body.collect(upTo: 10).text == "proxy")
    await #expect(throws: CurlError(.addressRefused, "")) {
      try await client.send(CurlRequest(url: "http://169.254.169.254/latest/meta-data"))
    }
  }
}

struct AddressRulesTests {
  @Test(arguments: [
    ("10.0.0.1", true), ("169.254.169.254", false), ("fe80::1", false), ("fd00:ec2::254", false), ("fd00::1", true),
    ("::ffff:169.254.0.1", false), ("::", false), ("8.8.8.8", true), ("127.9.9.9", false), ("name.example", true),
  ])
  func reservedAddresses(address: String, isAllowed: Bool) throws {
    #expect(try AddressRules().allows(address) == isAllowed)
  }

  @Test func exceptionsAndRefusalsOfOnesOwn() throws {
    let rules = try AddressRules(refusing: AddressRules.reserved + ["10.96.0.1/32"], allowing: ["127.0.0.5/32"])
    #expect(rules.allows("127.0.0.5") && !rules.allows("127.0.0.6") && !rules.allows("10.96.0.1"))
    #expect(throws: CurlError.self) { try AddressRules(refusing: ["10.0.0.0"]) }
  }
}

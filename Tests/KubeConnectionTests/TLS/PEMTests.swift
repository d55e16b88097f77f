import Testing

@testable import KubeConnection

@Suite struct PEMTests {
  private let certificates: TestCertificates

  init() throws {
    certificates = try TestCertificates()
    try certificates.make("ana")
    try certificates.make("bob")
  }

  @Test("a certificate and its key belong together, with intermediates after it too")
  func fits() throws {
    let (ana, key) = (try certificates.pem("ana"), try certificates.key("ana"))
    #expect(PEM.problem(chain: ana, key: key) == nil)
    #expect(PEM.problem(chain: ana + (try certificates.pem("ca")), key: key) == nil)
    #expect(PEM.problem(chain: Array("# a comment\n".utf8) + ana, key: key) == nil)
  }

  @Test("a half-written pair is recognised")
  func mismatch() throws {
    let problem = PEM.problem(chain: try certificates.pem("ana"), key: try certificates.key("bob"))
    #expect(problem == "the certificate and the key do not belong together")
  }

  @Test("cut and foreign bytes are recognised, and an encrypted key asks nobody for its password")
  func broken() throws {
    let (ana, key) = (try certificates.pem("ana"), try certificates.key("ana"))
    for size in [0, 1, 27, 200, ana.count / 2] {
      #expect(PEM.problem(chain: Array(ana.prefix(size)), key: key) == "the certificate is not PEM")
    }
    for size in [0, 1, key.count / 2] {
      #expect(PEM.problem(chain: ana, key: Array(key.prefix(size))) == "the key is no unencrypted private key in PEM")
    }
    try TestCertificates.run([
      "pkcs8", "-topk8", "-in", certificates.folder.file("ana.key"), "-out", certificates.folder.file("locked.key"),
      "-passout", "pass:secret",
    ])
    #expect(PEM.problem(chain: ana, key: try certificates.key("locked")) != nil)
  }

  @Test("a bundle holds at least one certificate, and none that is cut")
  func bundles() throws {
    let (one, two) = (try certificates.pem("ca"), try certificates.pem("server"))
    #expect(PEM.problem(authority: one + two) == nil)
    #expect(PEM.problem(authority: []) == "the bundle holds no certificate in PEM")
    #expect(PEM.problem(authority: try certificates.key("ana")) == "the bundle holds no certificate in PEM")
    #expect(PEM.problem(authority: one + two.prefix(100)) == "the bundle holds a certificate that cannot be read")
  }
}

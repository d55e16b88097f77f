import CurlTransport
import Testing

@testable import KubeConnection

/// Certificates, keys and bundles in files are looked at again while the program runs.
@Suite struct TLSMaterialSourceTests {
  private let certificates: TestCertificates
  private let folder: TemporaryFolder
  private let time = ManualClock()
  private let log = NoticeLog()
  private var access: ClusterAccess

  init() throws {
    certificates = try TestCertificates()
    for name in ["ana", "bob"] { try certificates.make(name) }
    try certificates.makeAuthority("other")
    folder = try TemporaryFolder()
    access = ClusterAccess(server: "https://h")
    access.trust = .authority(.file(folder.file("ca")))
    access.certificate = ClientCertificate(chain: .file(folder.file("cert")), key: .file(folder.file("key")))
    try write("ca", certificates.pem("ca"))
    try write("cert", certificates.pem("ana"))
    try write("key", certificates.key("ana"))
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws { try folder.write(name, bytes) }

  private func source() throws -> TLSMaterialSource {
    try TLSMaterialSource(access, clock: time.clock, observer: log.observer)
  }

  @Test("files are looked at every 60 seconds at most")
  func period() throws {
    let source = try source()
    try write("ca", certificates.pem("other"))
    time.advance(by: .seconds(59))
    #expect(source.current().authority == (try certificates.pem("ca")))
    time.advance(by: .seconds(1))
    #expect(source.current().authority == (try certificates.pem("other")))
    #expect(log.kinds == [.certificatesReloaded])
  }

  @Test("files that were refused by the server are looked at at once")
  func forced() throws {
    let source = try source()
    try write("ca", certificates.pem("other"))
    #expect(source.current(isForced: true).authority == (try certificates.pem("other")))
  }

  @Test("a new certificate with the old key keeps the old identity until the two fit together")
  func halfWritten() throws {
    let source = try source()
    let ana = source.current()
    try write("cert", certificates.pem("bob"))
    time.advance(by: .seconds(60))
    #expect(source.current() == ana)
    time.advance(by: .seconds(5))
    #expect(source.current() == ana)
    #expect(log.kinds == [.certificatesRefused])
    #expect(log.notices.first?.message.contains("do not belong together") == true)
    try write("key", certificates.key("bob"))
    time.advance(by: .seconds(5))
    #expect(source.current().identity?.certificateChain == (try certificates.pem("bob")))
    #expect(source.current().identity?.privateKey == (try certificates.key("bob")))
    #expect(log.kinds == [.certificatesRefused, .certificatesReloaded])
  }

  @Test("an empty, cut or vanished bundle is refused, and the old one stays")
  func refusedBundle() throws {
    let source = try source()
    let old = source.current()
    try write("ca", [])
    #expect(source.current(isForced: true) == old)
    try write("ca", Array(certificates.pem("other").prefix(200)))
    #expect(source.current(isForced: true) == old)
    try folder.remove("ca")
    #expect(source.current(isForced: true) == old)
    #expect(log.kinds == [.certificatesRefused, .certificatesRefused, .certificatesRefused])
  }

  @Test("files with new stamps and the old content change nothing")
  func touched() throws {
    let source = try source()
    try write("cert", certificates.pem("ana"))
    #expect(source.current(isForced: true).identity?.certificateChain == (try certificates.pem("ana")))
    #expect(log.notices.isEmpty)
  }

  @Test("the first read must succeed")
  func first() throws {
    try write("key", certificates.key("bob"))
    let error = #expect(throws: ConnectionError.self) { try source() }
    #expect(error?.code == .invalidCertificate)
    #expect(error?.file == "\(folder.file("cert")), \(folder.file("key"))")
    try folder.remove("key")
    #expect(#expect(throws: ConnectionError.self) { try source() }?.code == .unreadableFile)
  }

  @Test("bytes are never looked at again")
  func fixed() throws {
    var access = ClusterAccess(server: "https://h")
    access.trust = .authority(.bytes(try certificates.pem("ca")))
    let source = try TLSMaterialSource(access, clock: time.clock, observer: log.observer)
    time.advance(by: .seconds(600))
    #expect(source.current(isForced: true).authority == (try certificates.pem("ca")))
  }
}

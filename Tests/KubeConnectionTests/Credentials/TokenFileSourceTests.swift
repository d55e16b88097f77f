import Testing

@testable import KubeConnection

/// The token of a service account is renewed by the kubelet, and read anew by its users.
@Suite struct TokenFileSourceTests {
  private let folder: TemporaryFolder
  private let time = ManualClock()
  private let log = NoticeLog()

  init() throws { folder = try TemporaryFolder() }

  private func source(fallback: String? = nil) -> TokenFileSource {
    TokenFileSource(
      path: folder.file("token"), fallback: fallback.map { Secret($0) }, clock: time.clock, observer: log.observer)
  }

  private func token(_ source: TokenFileSource) async throws -> String? {
    try await source.current().authorization?.value
  }

  @Test("the token is read anew every 60 seconds with 10 seconds of leeway")
  func period() async throws {
    try folder.write("token", "t1\n")
    let source = source()
    #expect(try await token(source) == "Bearer t1")
    try folder.write("token", "t2\n")
    time.advance(by: .seconds(49))
    #expect(try await token(source) == "Bearer t1")
    time.advance(by: .seconds(1))
    #expect(try await token(source) == "Bearer t2")
  }

  @Test("after a 401 the token is read at once")
  func refusal() async throws {
    try folder.write("token", "t1")
    let source = source()
    let refused = try await source.current()
    try folder.write("token", "t2")
    let fresh = try await source.refresh(refused)
    #expect(fresh.authorization?.value == "Bearer t2")
    #expect(fresh.differs(from: refused))
    #expect(!(try await source.refresh(fresh)).differs(from: fresh))
  }

  @Test(
    "an empty or broken file is refused: the old token stays, and the reason is told once",
    arguments: ["", "\n", "two words", "t\u{7}"])
  func refusedFile(content: String) async throws {
    try folder.write("token", "t1")
    let source = source()
    _ = try await source.current()
    try folder.write("token", content)
    for _ in 0..<3 {
      time.advance(by: .seconds(50))
      #expect(try await token(source) == "Bearer t1")
    }
    #expect(log.kinds == [.credentialKept])
    #expect(log.notices.first?.message.contains(folder.file("token")) == true)
    try folder.write("token", "t2")
    time.advance(by: .seconds(10))
    #expect(try await token(source) == "Bearer t2")
  }

  @Test("a file that vanishes leaves the old token")
  func vanished() async throws {
    try folder.write("token", "t1")
    let source = source()
    _ = try await source.current()
    try folder.remove("token")
    time.advance(by: .seconds(60))
    #expect(try await token(source) == "Bearer t1")
    #expect(log.kinds == [.credentialKept])
  }

  @Test("without a first token there is an error, unless the kubeconfig has one")
  func first() async throws {
    let error = await #expect(throws: ConnectionError.self) { try await token(source()) }
    #expect(error?.code == .unreadableFile)
    #expect(error?.file == folder.file("token"))
    #expect(try await token(source(fallback: "t0")) == "Bearer t0")
  }
}

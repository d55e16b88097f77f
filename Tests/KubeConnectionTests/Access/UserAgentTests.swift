import Testing

@testable import KubeConnection

@Suite struct UserAgentTests {
  @Test("the form is that of Kubernetes' programs, and cannot be broken by its parts")
  func form() {
    #expect(UserAgent("tool", version: "v1.2.3").description.hasPrefix("tool/v1.2.3 ("))
    #expect(UserAgent("my tool\r\nX: y", version: "").description.hasPrefix("my-tool--X--y/unknown ("))
    #expect(UserAgent.process.description.contains("/unknown ("))
  }
}

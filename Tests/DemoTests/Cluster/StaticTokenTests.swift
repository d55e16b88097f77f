import KubeSimulator
import Testing

@testable import Demo

@Suite("A static token")
struct StaticTokenTests {
  @Test(
    "is read with its user and groups",
    arguments: [
      ("abc=jane", "abc", "jane", []), ("abc=jane,a,b", "abc", "jane", ["a", "b"]),
      ("a=system:serviceaccount:x:y,system:masters", "a", "system:serviceaccount:x:y", ["system:masters"]),
      ("a=b=c", "a", "b=c", []),
    ] as [(String, String, String, [String])])
  func reads(text: String, token: String, user: String, groups: [String]) throws {
    let read = try #require(StaticToken(text))
    #expect(read.token == token)
    #expect(read.user == user)
    #expect(read.groups == groups)
    #expect(read.identity.groups == groups + ["system:authenticated"])
  }

  @Test("needs a token, a user and whole names", arguments: ["", "abc", "=jane", "abc=", "abc=,a", "abc=jane,", "a=b,,c"])
  func refuses(text: String) { #expect(StaticToken(text) == nil) }
}

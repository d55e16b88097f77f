import KubeClient
import Testing

@testable import KubeConnection

@Suite struct ImpersonationTests {
  @Test("the fields, in a fixed order")
  func fields() {
    let impersonation = Impersonation(
      user: "ana", uid: "7", groups: ["a", "b"], extra: ["scopes": ["x", "y"], "acme.com/project": ["p"]])
    #expect(
      impersonation.headers == [
        KubeRequest.Field("Impersonate-User", "ana"), KubeRequest.Field("Impersonate-Uid", "7"),
        KubeRequest.Field("Impersonate-Group", "a"), KubeRequest.Field("Impersonate-Group", "b"),
        KubeRequest.Field("Impersonate-Extra-acme.com%2Fproject", "p"),
        KubeRequest.Field("Impersonate-Extra-scopes", "x"), KubeRequest.Field("Impersonate-Extra-scopes", "y"),
      ])
  }

  @Test(
    "keys are percent-encoded where a field's name cannot hold them",
    arguments: [
      ("alpha-._~!#$&'*+^`|09", "alpha-._~!#$&'*+^`|09"), ("a%b", "a%25b"), ("a b", "a%20b"), ("a:b", "a%3Ab"),
      ("\u{1}\n", "%01%0A"), ("\u{E9}", "%C3%A9"), ("", ""),
    ])
  func escaping(key: String, escaped: String) {
    #expect(Impersonation.escape(key) == escaped)
  }
}

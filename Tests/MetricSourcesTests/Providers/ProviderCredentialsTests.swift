import CurlTransport
import Testing

@testable import MetricSources

@Suite("Credentials of a metrics server")
struct ProviderCredentialsTests {
  @Test("are written as their standards say")
  func headers() {
    #expect(ProviderCredentials.bearer("t") == .header(name: "Authorization", value: "Bearer t"))
    #expect(
      ProviderCredentials.basic(user: "Aladdin", password: "open sesame")
        == .header(name: "Authorization", value: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
  }

  @Test(
    "never show their secrets",
    arguments: [
      ProviderCredentials.bearer("hidden"), .basic(user: "u", password: "hidden"),
      .oauth2(OAuth2Client(tokenURL: "https://id", id: "client", secret: "hidden")),
      .signature(CurlSigning(region: "r", service: "aps", keyID: "k", secret: "hidden")),
    ])
  func secrets(credentials: ProviderCredentials) {
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped] { #expect(!text.contains("hidden")) }
  }
}

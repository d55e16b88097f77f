import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct TokenTests {
  @Test func hashesAndSignsAsPublished() {
    // FIPS 180-4, the message "abc"; RFC 4231, case 2.
    let hex = { (bytes: [UInt8]) in bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
    #expect(
      hex(SHA256.digest(of: Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let code = SHA256.authenticationCode(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(hex(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func livesAsLongAsItsAccount() {
    var cluster = TestCluster()
    cluster.cluster.enforcesAccess = true
    let accounts = "/api/v1/namespaces/default/serviceaccounts"
    cluster.post(accounts, ["metadata": ["name": "op"]])
    let answer = cluster.post(accounts + "/op/token", ["spec": ["expirationSeconds": 600]])
    let token = answer["status"]?["token"]?.string ?? ""
    #expect(token.split(separator: ".").count == 3)
    let own = "/apis/authentication.k8s.io/v1/selfsubjectreviews"
    #expect(status(&cluster, token, own) == 201)
    #expect(status(&cluster, token + "x", own) == 401)
    cluster.now = cluster.now + .seconds(601)
    #expect(status(&cluster, token, own) == 401)
  }

  @Test func diesWithItsAccount() {
    var cluster = TestCluster()
    let accounts = "/api/v1/namespaces/default/serviceaccounts"
    cluster.post(accounts, ["metadata": ["name": "op"]])
    let token = cluster.post(accounts + "/op/token", [:])["status"]?["token"]?.string ?? ""
    #expect(status(&cluster, token, "/apis/authentication.k8s.io/v1/selfsubjectreviews") == 201)
    cluster.send(.delete, accounts + "/op")
    #expect(status(&cluster, token, "/apis/authentication.k8s.io/v1/selfsubjectreviews") == 401)
  }

  private func status(_ cluster: inout TestCluster, _ token: String, _ path: String) -> Int {
    var request = cluster.makeRequest(.post, path, [:])
    request.headers.append(KubeRequest.Field("Authorization", "Bearer \(token)"))
    return cluster.cluster.handle(request, at: cluster.now).status
  }
}

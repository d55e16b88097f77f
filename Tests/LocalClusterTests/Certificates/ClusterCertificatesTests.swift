import FoundationEssentials
import KubeCore
import SwiftASN1
import Testing
import X509

@testable import LocalCluster

@Suite struct ClusterCertificatesTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  @Test func theAuthoritySignsForAWeek() throws {
    let certificates = try ClusterCertificates(now: now)
    let authority = try Certificate(pemEncoded: certificates.authorityPEM)
    #expect(authority.subject == authority.issuer)
    #expect(authority.notValidBefore.timeIntervalSince1970 == 1_800_000_000 - 300)
    #expect(authority.notValidAfter.timeIntervalSince1970 == 1_800_000_000 + 604_800)
    #expect(authority.publicKey.isValidSignature(authority.signature, for: authority))
  }

  @Test func aClientIsKnownByItsNameAndGroup() throws {
    let certificates = try ClusterCertificates(now: now)
    let identity = try certificates.makeClientIdentity(commonName: "admin", organisation: "system:masters")
    let certificate = try Certificate(pemEncoded: identity.certificatePEM)
    let authority = try Certificate(pemEncoded: certificates.authorityPEM)
    #expect(authority.publicKey.isValidSignature(certificate.signature, for: certificate))
    #expect("\(certificate.subject)" == "CN=admin,O=system:masters")
    let usage = try #require(try certificate.extensions.extendedKeyUsage)
    #expect(usage.contains(.clientAuth))
    #expect(!usage.contains(.serverAuth))
  }

  @Test func theServerIsNamedAsClientsCallIt() throws {
    let identity = try ClusterCertificates(now: now).makeServerIdentity()
    let certificate = try Certificate(pemEncoded: identity.certificatePEM)
    let names = try #require(try certificate.extensions.subjectAlternativeNames)
    #expect(names.contains(.dnsName("localhost")))
    #expect(names.contains(.ipAddress(.init(contentBytes: [127, 0, 0, 1]))))
  }

  @Test func authoritiesDiffer() throws {
    let first = try ClusterCertificates(now: now)
    let second = try ClusterCertificates(now: now)
    #expect(first.authorityPEM != second.authorityPEM)
  }
}

import Crypto
import FoundationEssentials
public import KubeCore
import SwiftASN1
import X509

/// A certificate authority that lives as long as its cluster, and the certificates that it issues.
///
/// All keys are P-256, made on the spot and never written by this type. Certificates are valid from five minutes
/// before `now`, so that clocks may differ a little, to the end of ``lifetime``.
public struct ClusterCertificates: Sendable {
  /// How long the authority and its certificates are valid; default one week.
  public let lifetime: Duration
  /// The authority's own certificate, which clients trust.
  public let authorityPEM: String

  private let authority: Certificate
  private let key: Certificate.PrivateKey
  private let now: Timestamp

  /// Makes a new authority.
  ///
  /// - Throws: `.certificateNotMade`.
  public init(
    now: Timestamp, lifetime: Duration = .seconds(7 * 86_400)
  ) throws(LocalClusterError) {
    self.now = now
    self.lifetime = lifetime
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let made = try Self.making("the authority") {
      let name = try DistinguishedName { CommonName("slipway-local-ca") }
      let extensions = try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        SubjectKeyIdentifier(hash: key.publicKey)
      }
      let authority = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
        notValidBefore: Self.date(now + .seconds(-300)), notValidAfter: Self.date(now + lifetime),
        issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
        issuerPrivateKey: key)
      return (authority, try authority.serializeAsPEM().pemString)
    }
    self.key = key
    (authority, authorityPEM) = made
  }

  /// Issues a certificate for a server on `localhost`, `127.0.0.1` and `::1`.
  public func makeServerIdentity() throws(LocalClusterError) -> ClusterIdentity {
    try issue(to: "the server", subject: { try DistinguishedName { CommonName("kube-apiserver") } }) { key in
      try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames([
          .dnsName("localhost"), .dnsName("kubernetes.default.svc"),
          .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
          .ipAddress(ASN1OctetString(contentBytes: [UInt8](repeating: 0, count: 15) + [1])),
        ])
      }
    }
  }

  /// Issues a certificate for a client, as an API server reads it: the common name is the user, the organisation
  /// the group (such as `system:masters`).
  public func makeClientIdentity(
    commonName: String, organisation: String? = nil
  ) throws(LocalClusterError) -> ClusterIdentity {
    let subject = {
      try DistinguishedName {
        if let organisation { OrganizationName(organisation) }
        CommonName(commonName)
      }
    }
    return try issue(to: commonName, subject: subject) { _ in
      try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.clientAuth])
      }
    }
  }

  private func issue(
    to name: String, subject: () throws -> DistinguishedName,
    extensions: (Certificate.PublicKey) throws -> Certificate.Extensions
  ) throws(LocalClusterError) -> ClusterIdentity {
    try Self.making(name) {
      let leafKey = P256.Signing.PrivateKey()
      let publicKey = Certificate.PublicKey(leafKey.publicKey)
      let certificate = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
        notValidBefore: Self.date(now + .seconds(-300)), notValidAfter: Self.date(now + lifetime),
        issuer: authority.subject, subject: try subject(), signatureAlgorithm: .ecdsaWithSHA256,
        extensions: try extensions(publicKey), issuerPrivateKey: key)
      return ClusterIdentity(
        certificatePEM: try certificate.serializeAsPEM().pemString, privateKeyPEM: leafKey.pemRepresentation)
    }
  }

  private static func making<Value>(
    _ name: String, _ body: () throws -> Value
  ) throws(LocalClusterError) -> Value {
    do {
      return try body()
    } catch {
      throw LocalClusterError(.certificateNotMade, "no certificate for \(name)", cause: error)
    }
  }

  private static func date(_ time: Timestamp) -> Date { Date(timeIntervalSince1970: Double(time.seconds)) }
}

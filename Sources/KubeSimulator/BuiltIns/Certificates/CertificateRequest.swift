import KubeCore

/// What a certificate request (PKCS #10) says of its subject. Its signature is not checked.
struct CertificateRequest: Sendable {
  /// Why something is no certificate request, in the server's words.
  struct Problem: Error, Sendable {
    var text: String
  }

  private(set) var commonName = ""
  private(set) var organizations: [String] = []
  /// Whether it asks for further names beside that of its subject.
  private(set) var hasAlternativeNames = false

  private static let commonNameID: [UInt8] = [0x55, 0x04, 0x03]
  private static let organizationID: [UInt8] = [0x55, 0x04, 0x0A]
  private static let alternativeNamesID: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x11]

  /// What a certificate signing request holds.
  init(of request: JSONValue) throws(Problem) {
    try self.init(pem: request["spec"]?["request"]?.string.flatMap { Base64.decode($0) } ?? [])
  }

  init(pem: [UInt8]) throws(Problem) {
    guard let block = PEMBlock.all(in: pem).first, block.type == "CERTIFICATE REQUEST" else {
      throw Problem(text: "PEM block type must be CERTIFICATE REQUEST")
    }
    var reader = DERReader(block.bytes)
    guard let request = reader.next() else { throw Problem(text: "asn1: syntax error: data truncated") }
    guard request.isSequence else { throw Self.mismatch(request) }
    var parts = DERReader(request.content)
    guard let info = parts.next(), info.isSequence, let algorithm = parts.next(), algorithm.isSequence,
      let signature = parts.next(), signature.tag == 0x03
    else { throw Problem(text: "asn1: structure error: sequence tag mismatch") }
    var members = DERReader(info.content)
    guard let version = members.next(), version.tag == 0x02, let subject = members.next(), subject.isSequence,
      let key = members.next(), key.isSequence
    else { throw Problem(text: "asn1: structure error: sequence tag mismatch") }
    read(subject)
    while let attributes = members.next() {
      if Self.contains(attributes.content, Self.alternativeNamesID) { hasAlternativeNames = true }
    }
  }

  private mutating func read(_ subject: DERReader.Element) {
    var sets = DERReader(subject.content)
    while let set = sets.next() {
      var pairs = DERReader(set.content)
      while let pair = pairs.next() {
        var parts = DERReader(pair.content)
        guard let id = parts.next(), let value = parts.next() else { continue }
        let text = String(decoding: value.content, as: UTF8.self)
        if Array(id.content) == Self.commonNameID { commonName = text }
        if Array(id.content) == Self.organizationID { organizations.append(text) }
      }
    }
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ pattern: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: pattern) }
  }

  private static func mismatch(_ element: DERReader.Element) -> Problem {
    let fields =
      "class:\(element.tag >> 6) tag:\(element.tag & 0x1F) length:\(element.content.count) "
      + "isCompound:\(element.tag & 0x20 != 0)"
    return Problem(
      text: "asn1: structure error: tags don't match (16 vs {\(fields)}) {optional:false explicit:false "
        + "application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false "
        + "omitEmpty:false} certificateRequest @2")
  }
}

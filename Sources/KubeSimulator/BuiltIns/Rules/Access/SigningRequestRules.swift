import KubeCore
import KubeSchema

/// What makes certificate signing requests invalid.
///
/// Source: `k8s.io/kubernetes/pkg/apis/certificates/validation`.
enum SigningRequestRules {
  private static let usages: [JSONValue] = [
    "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment",
    "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel",
    "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime",
    "server auth", "signing", "timestamping",
  ]
  private static let decisions = ["Approved", "Denied"]

  static func check(_ object: JSONValue, _ old: JSONValue?, _ subresource: String?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkRequest(object) + checkUsages(spec["usages"]?.elements ?? [])
    let signer = FieldRules.text(spec, "signerName")
    if signer == "kubernetes.io/legacy-unknown" {
      errors.append(
        .invalid("spec.signerName", .string(signer), "the legacy signerName is not allowed via this API version"))
    } else {
      errors += check(signer: signer)
    }
    if let seconds = spec["expirationSeconds"], seconds.integer ?? 0 < 600 {
      errors.append(
        .invalid(
          "spec.expirationSeconds", seconds, "may not specify a duration less than 600 seconds (10 minutes)"))
    }
    errors += check(conditions: object["status"]?["conditions"]?.elements ?? [])
    errors += check(certificate: object["status"]?["certificate"]?.string, old)
    return errors + (old.map { checkChange(object, $0, subresource) } ?? [])
  }

  private static func checkRequest(_ object: JSONValue) -> [FieldError] {
    do throws(CertificateRequest.Problem) {
      _ = try CertificateRequest(of: object)
      return []
    } catch {
      return [.invalid("spec.request", object["spec"]?["request"] ?? .null, error.text)]
    }
  }

  private static func checkUsages(_ list: [JSONValue]) -> [FieldError] {
    if list.isEmpty { return [.required("spec.usages")] }
    var errors: [FieldError] = []
    for (position, usage) in list.enumerated() where !usages.contains(usage) {
      errors.append(.notSupported("spec.usages[\(position)]", usage, supported: usages))
    }
    for (position, usage) in list.enumerated() where list[..<position].contains(usage) {
      errors.append(.duplicate("spec.usages[\(position)]", usage))
    }
    return errors
  }

  // MARK: - Signers

  private static func check(signer: String) -> [FieldError] {
    let field = "spec.signerName"
    guard !signer.isEmpty else { return [.required(field)] }
    let parts = signer.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      return [
        .invalid(
          field, .string(signer), "must be a fully qualified domain and path of the form 'example.com/signer-name'")
      ]
    }
    let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var errors: [FieldError] = parts[0].utf8.count > 253 ? [.tooLong(field, limit: 253)] : []
    errors += firstProblems(of: labels, in: parts[0], field, NameText.problems(ofLabel:))
    if labels.count < 2 {
      errors.append(
        .invalid(field, .string(parts[0]), "should be a domain with at least two segments separated by dots"))
    }
    let path = parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    errors += firstProblems(of: path, in: parts[1], field, NameText.problems(ofSubdomain:))
    if signer.utf8.count > 571 { errors.append(.tooLong(field, limit: 571)) }
    return errors
  }

  /// The problems of the first label that has any.
  private static func firstProblems(
    of labels: [String], in text: String, _ field: String, _ problems: (String) -> [String]
  ) -> [FieldError] {
    for label in labels {
      let found = problems(label)
      guard !found.isEmpty else { continue }
      return found.map { .invalid(field, .string(text), "validating label \(GoQuoted.text(label)): \($0)") }
    }
    return []
  }

  // MARK: - Status

  private static func check(conditions: [JSONValue]) -> [FieldError] {
    let path = "status.conditions"
    var errors: [FieldError] = []
    for (position, condition) in conditions.enumerated() {
      let place = "\(path)[\(position)]"
      let type = FieldRules.text(condition, "type")
      if type.isEmpty { errors.append(.required("\(place).type")) }
      let isFinal = (decisions + ["Failed"]).contains(type)
      let allowed: [JSONValue] = isFinal ? ["True"] : ["False", "True", "Unknown"]
      let status = FieldRules.text(condition, "status")
      if status.isEmpty {
        errors.append(.required("\(place).status"))
      } else if !allowed.contains(.string(status)) {
        errors.append(.notSupported("\(place).status", .string(status), supported: allowed))
      }
      let before = conditions[..<position].map { FieldRules.text($0, "type") }
      if decisions.contains(type), before.contains(where: { decisions.contains($0) && $0 != type }) {
        errors.append(
          .invalid(path, .string(type), "Approved and Denied conditions are mutually exclusive"))
      }
      if before.contains(type) { errors.append(.duplicate("\(place).type", .string(type))) }
    }
    return errors
  }

  private static func check(certificate text: String?, _ old: JSONValue?) -> [FieldError] {
    guard let text, !text.isEmpty, text != old?["status"]?["certificate"]?.string else { return [] }
    let blocks = PEMBlock.all(in: Base64.decode(text) ?? [])
    let problem: String
    if let other = blocks.first(where: { $0.type != "CERTIFICATE" }) {
      problem = "only CERTIFICATE PEM blocks are allowed, found \(GoQuoted.text(other.type))"
    } else if blocks.isEmpty {
      problem = "must contain at least one CERTIFICATE PEM block"
    } else if blocks.contains(where: { !isCertificate($0.bytes) }) {
      problem = "x509: malformed certificate"
    } else {
      return []
    }
    return [.invalid("status.certificate", "<certificate data>", problem)]
  }

  private static func isCertificate(_ bytes: [UInt8]) -> Bool {
    var reader = DERReader(bytes)
    guard let certificate = reader.next(), certificate.isSequence else { return false }
    var parts = DERReader(certificate.content)
    guard let body = parts.next(), body.isSequence, let algorithm = parts.next() else { return false }
    return algorithm.isSequence && parts.next()?.tag == 0x03
  }

  private static func checkChange(_ new: JSONValue, _ old: JSONValue, _ subresource: String?) -> [FieldError] {
    let path = "status.conditions"
    func count(_ object: JSONValue, _ type: String) -> Int {
      (object["status"]?["conditions"]?.elements ?? []).count { $0["type"]?.string == type }
    }
    var errors: [FieldError] = (decisions + ["Failed"]).filter { count(new, $0) < count(old, $0) }.map {
      .forbidden(path, "updates may not remove a condition of type \"\($0)\"")
    }
    if subresource != SigningRequestFields.approval {
      errors += decisions.filter { count(new, $0) > count(old, $0) }.map {
        .forbidden(path, "updates may not add a condition of type \"\($0)\"")
      }
    }
    let (given, known) = (new["status"]?["certificate"]?.string ?? "", old["status"]?["certificate"]?.string ?? "")
    if given != known {
      if subresource != "status" {
        errors.append(.forbidden("status.certificate", "updates may not set certificate content"))
      } else if !known.isEmpty {
        errors.append(.forbidden("status.certificate", "updates may not modify existing certificate content"))
      }
    }
    return errors
  }
}

import KubeCore

/// What `kubectl get` shows of certificate signing requests.
enum CertificateColumns {
  static let requests: [TableColumn] = [
    TableColumns.age,
    TableColumns.simple("SignerName", ColumnDescriptions.signerName, ["spec", "signerName"], or: ""),
    TableColumns.simple("Requestor", "Base64-encoded PKCS#10 CSR data", ["spec", "username"], or: ""),
    TableColumns.computed("RequestedDuration", ColumnDescriptions.expirationSeconds) { request in
      guard let seconds = request["spec"]?["expirationSeconds"]?.integer else { return "<none>" }
      return .string(HumanDuration.text(.seconds(seconds)))
    },
    TableColumns.computed("Condition", "Conditions applied to the request, such as approval or denial.") {
      .string(condition(of: $0))
    },
  ]

  private static func condition(of request: JSONValue) -> String {
    var words = [request.condition("Approved") == nil ? "Pending" : "Approved"]
    if request.condition("Denied") != nil { words = ["Denied"] }
    if request.condition("Failed") != nil { words.append("Failed") }
    if request["status"]?["certificate"]?.string?.isEmpty == false { words.append("Issued") }
    return words.joined(separator: ",")
  }
}

/// Which certificates of a server count, and which the operator shows.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ServerTLS: Sendable, Hashable {
  public var authority: SecretKeyReference?
  public var certificate: SecretKeyReference?
  public var key: SecretKeyReference?

  public init() {}
}

extension ServerTLS: FieldObject {
  static let rules = [
    Schema.Rule("has(self.certificate) == has(self.key)", "must have `certificate` and `key`, or neither")
  ]

  static let fields: [Field<ServerTLS>] = [
    Field(
      "authority", \.authority,
      "Where the certificates are that vouch for the server, in PEM. Those of the operator's system when absent."),
    Field(
      "certificate", \.certificate,
      "Where the certificate is that the operator shows, in PEM, with any that lie between it and the root."),
    Field(
      "key", \.key,
      "Where the key of that certificate is, in PEM."),
  ]
}

/// InfluxDB 2.
///
/// The fields are described in `fields`, from which the definition is made.
public struct InfluxServer: Sendable, Hashable {
  public var address: String = ""
  public var organisation: String = ""
  public var token: SecretKeyReference = SecretKeyReference()
  public var tls: ServerTLS?

  public init() {}
}

extension InfluxServer: FieldObject {
  static let fields: [Field<InfluxServer>] = [
    Field("address", \.address, "Its URL, such as `http://influxdb.monitoring.svc:8086`.", required: true) {
      ($0.minLength, $0.maxLength, $0.rules) = (8, 512, [.address])
    },
    Field("organisation", \.organisation, "The organisation that the data belongs to.", required: true) {
      ($0.minLength, $0.maxLength) = (1, 256)
    },
    Field("token", \.token, "Where the token is.", required: true),
    Field("tls", \.tls, "Which certificates count, and which is shown."),
  ]
}

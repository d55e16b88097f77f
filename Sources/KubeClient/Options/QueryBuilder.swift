/// Collects the fields of a query and leaves out those without a value.
struct QueryBuilder {
  private(set) var fields: [KubeRequest.Field] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { fields.append(KubeRequest.Field(name, value)) }
  }

  mutating func add(_ name: String, _ flag: Bool) {
    if flag { fields.append(KubeRequest.Field(name, "true")) }
  }
}

import KubeCore

/// What the limits of containers imply: the largest is the default limit, which is the default request.
enum LimitRangeDefaults {
  static func apply(to object: inout JSONValue) {
    guard let items = object["spec"]?["limits"]?.array else { return }
    object[["spec", "limits"]] = .array(items.map { $0["type"] == "Container" ? completed($0) : $0 })
  }

  private static func completed(_ item: JSONValue) -> JSONValue {
    var item = item
    fill("default", of: &item, from: "max")
    fill("defaultRequest", of: &item, from: "default")
    fill("defaultRequest", of: &item, from: "min")
    return item
  }

  private static func fill(_ member: String, of item: inout JSONValue, from source: String) {
    for (resource, amount) in item[source]?.object ?? [:] where item[member]?[resource] == nil {
      item[[member, resource]] = amount
    }
  }
}

import KubeCore
import KubeSchema

/// What makes endpoints and their slices invalid.
enum EndpointRules {
  static func checkSlice(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let type = FieldRules.text(object, "addressType")
    let isOwn = object.labels["endpointslice.kubernetes.io/managed-by"] == "endpointslice-controller.k8s.io"
    var errors: [FieldError] = []
    if type.isEmpty {
      errors.append(.required("addressType"))
    } else {
      errors += FieldRules.oneOf(object, "addressType", ["FQDN", "IPv4", "IPv6"], nil)
    }
    errors += FieldRules.immutable(object, old, ["addressType"])
    if old == nil || errors.isEmpty {
      for (position, endpoint) in (object["endpoints"]?.elements ?? []).enumerated() {
        errors += check(endpoint, type, "endpoints[\(position)]", isOwn: isOwn)
      }
    }
    return errors + checkSlicePorts(object["ports"]?.elements ?? [])
  }

  private static func check(_ endpoint: JSONValue, _ type: String, _ path: String, isOwn: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    let addresses = endpoint["addresses"]?.elements ?? []
    if addresses.isEmpty { errors.append(.required("\(path).addresses", "must contain at least 1 address")) }
    if addresses.count > 100 { errors.append(.tooMany("\(path).addresses", addresses.count, limit: 100)) }
    for (position, address) in addresses.enumerated() {
      errors += check(address.string ?? "", type, path, "\(path).addresses[\(position)]", isOwn: isOwn)
    }
    if let host = endpoint["hostname"]?.string { errors += FieldRules.label(host, "\(path).hostname") }
    if let node = endpoint["nodeName"]?.string { errors += FieldRules.subdomain(node, "\(path).nodeName") }
    for (list, limit) in [("forZones", 8), ("forNodes", 8)] {
      let hints = endpoint["hints"]?[list]?.elements ?? []
      let place = "\(path).hints.\(list)"
      if hints.count > limit { errors.append(.tooMany(place, hints.count, limit: limit)) }
      for (position, hint) in hints.enumerated() {
        errors += FieldRules.labelValue(hint.memberName, "\(place)[\(position)].name")
      }
    }
    return errors
  }

  private static func check(
    _ text: String, _ type: String, _ path: String, _ field: String, isOwn: Bool
  ) -> [FieldError] {
    switch type {
    case "IPv4", "IPv6":
      guard let address = IPAddressText(text) else { return FieldRules.address(text, field) }
      var errors: [FieldError] = []
      if address.isVersion4 != (type == "IPv4") {
        let article = "must be an \(type) address"
        errors.append(.invalid("\(path).addresses", .string(text), article))
      }
      // The pods of a cluster on one machine may have addresses of its own.
      return errors + (isOwn ? [] : FieldRules.remoteAddress(address, field))
    case "FQDN": return FieldRules.subdomain(text, field)
    default: return []
    }
  }

  private static func checkSlicePorts(_ ports: [JSONValue]) -> [FieldError] {
    var names: Set<String> = []
    var errors: [FieldError] = ports.count > 100 ? [.tooMany("ports", ports.count, limit: 100)] : []
    for (position, port) in ports.enumerated() {
      let path = "ports[\(position)]"
      let name = port.memberName
      if !name.isEmpty { errors += FieldRules.label(name, "\(path).name") }
      if !names.insert(name).inserted { errors.append(.duplicate("\(path).name", .string(name))) }
      errors += FieldRules.oneOf(port, "protocol", ["SCTP", "TCP", "UDP"], path)
      if let application = port["appProtocol"]?.string {
        errors += FieldRules.qualifiedName(application, "\(path).appProtocol")
      }
    }
    return errors
  }

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    (object["subsets"]?.elements ?? []).enumerated().flatMap { position, subset -> [FieldError] in
      let path = "subsets[\(position)]"
      let addresses = subset["addresses"]?.elements ?? []
      let others = subset["notReadyAddresses"]?.elements ?? []
      var errors: [FieldError] = []
      if addresses.isEmpty, others.isEmpty {
        errors.append(.required(path, "must specify `addresses` or `notReadyAddresses`"))
      }
      for (list, entries) in [("addresses", addresses), ("notReadyAddresses", others)] {
        for (index, entry) in entries.enumerated() { errors += checkAddress(entry, "\(path).\(list)[\(index)]") }
      }
      return errors + checkPorts(subset["ports"]?.elements ?? [], path)
    }
  }

  private static func checkAddress(_ entry: JSONValue, _ path: String) -> [FieldError] {
    let text = FieldRules.text(entry, "ip")
    guard let address = IPAddressText(text) else {
      return FieldRules.address(text, "\(path).ip")
        + [.invalid("\(path).ip", .string(text), "must be a valid IP address")]
    }
    var errors = FieldRules.remoteAddress(address, "\(path).ip")
    let host = FieldRules.text(entry, "hostname")
    if !host.isEmpty { errors += FieldRules.label(host, "\(path).hostname") }
    if let node = entry["nodeName"]?.string { errors += FieldRules.subdomain(node, "\(path).nodeName") }
    return errors
  }

  private static func checkPorts(_ ports: [JSONValue], _ path: String) -> [FieldError] {
    ports.enumerated().flatMap { index, port -> [FieldError] in
      let place = "\(path).ports[\(index)]"
      var errors: [FieldError] = []
      if port.memberName.isEmpty {
        if ports.count > 1 { errors.append(.required("\(place).name")) }
      } else {
        errors += FieldRules.label(port.memberName, "\(place).name")
      }
      errors += FieldRules.port(.integer(port["port"]?.integer ?? 0), "\(place).port")
      return errors + FieldRules.oneOf(port, "protocol", ["SCTP", "TCP", "UDP"], place)
    }
  }
}

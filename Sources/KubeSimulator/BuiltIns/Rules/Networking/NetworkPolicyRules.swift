import KubeCore
import KubeSchema

/// What makes a network policy invalid.
enum NetworkPolicyRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = FieldRules.selector(spec["podSelector"] ?? [:], "spec.podSelector")
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
      for (position, rule) in (spec[direction]?.elements ?? []).enumerated() {
        let path = "spec.\(direction)[\(position)]"
        for (index, port) in (rule["ports"]?.elements ?? []).enumerated() {
          errors += checkPort(port, "\(path).ports[\(index)]")
        }
        for (index, peer) in (rule[peers]?.elements ?? []).enumerated() {
          errors += checkPeer(peer, "\(path).\(peers)[\(index)]")
        }
      }
    }
    let types = spec["policyTypes"]?.elements ?? []
    if types.count > 2 {
      return errors + [.invalid("spec.policyTypes", .array(types), "may not specify more than two policyTypes")]
    }
    for (position, type) in types.enumerated() where type != "Ingress" && type != "Egress" {
      errors.append(.notSupported("spec.policyTypes[\(position)]", type, supported: ["Ingress", "Egress"]))
    }
    return errors
  }

  private static func checkPort(_ port: JSONValue, _ path: String) -> [FieldError] {
    var errors = FieldRules.oneOf(port, "protocol", ["TCP", "UDP", "SCTP"], path)
    guard let value = port["port"] else {
      if let end = port["endPort"] {
        errors.append(.invalid("\(path).endPort", end, "may not be specified when `port` is not specified"))
      }
      return errors
    }
    errors += FieldRules.port(value, "\(path).port")
    guard let end = port["endPort"] else { return errors }
    if let number = value.integer {
      if (end.integer ?? 0) < number {
        errors.append(.invalid("\(path).endPort", value, "must be greater than or equal to `port`"))
      }
      errors += FieldRules.port(end, "\(path).endPort")
    } else {
      errors.append(.invalid("\(path).endPort", end, "may not be specified when `port` is non-numeric"))
    }
    return errors
  }

  private static func checkPeer(_ peer: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let selectors = ["podSelector", "namespaceSelector"].filter { peer[$0] != nil }
    for name in selectors { errors += FieldRules.selector(peer[name] ?? [:], "\(path).\(name)") }
    if let block = peer["ipBlock"] {
      errors += checkBlock(block, "\(path).ipBlock")
      if !selectors.isEmpty { errors.append(.forbidden(path, "may not specify both ipBlock and another peer")) }
    } else if selectors.isEmpty {
      errors.append(.required(path, "must specify a peer"))
    }
    return errors
  }

  private static func checkBlock(_ block: JSONValue, _ path: String) -> [FieldError] {
    let text = FieldRules.text(block, "cidr")
    if text.isEmpty { return [.required("\(path).cidr")] }
    guard let network = NetworkText(text) else { return FieldRules.network(text, "\(path).cidr") }
    var errors: [FieldError] = []
    for (position, entry) in (block["except"]?.elements ?? []).enumerated() {
      let field = "\(path).except[\(position)]"
      guard let inner = NetworkText(entry.string ?? "") else {
        errors += FieldRules.network(entry.string ?? "", field)
        continue
      }
      if !network.strictlyContains(inner) { errors.append(.invalid(field, entry, "must be a strict subset of `cidr`")) }
    }
    return errors
  }
}

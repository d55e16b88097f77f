import KubeCore
import KubeSchema

/// What makes an ingress invalid.
enum IngressRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let rules = spec["rules"]?.elements ?? []
    var errors: [FieldError] = []
    if rules.isEmpty, spec["defaultBackend"] == nil {
      errors.append(.invalid("spec", .null, "either `defaultBackend` or `rules` must be specified"))
    }
    if let backend = spec["defaultBackend"] { errors += checkBackend(backend, "spec.defaultBackend") }
    for (position, rule) in rules.enumerated() { errors += checkRule(rule, "spec.rules[\(position)]") }
    for (position, entry) in (spec["tls"]?.elements ?? []).enumerated() {
      for (index, host) in (entry["hosts"]?.elements ?? []).enumerated() {
        errors += checkHost(host.string ?? "", "spec.tls[\(position)].hosts[\(index)]", refusesAddresses: false)
      }
      let secret = FieldRules.text(entry, "secretName")
      if !secret.isEmpty { errors += FieldRules.subdomain(secret, "spec.tls[\(position)].secretName") }
    }
    let name = spec["ingressClassName"]?.string
    if let name { errors += FieldRules.subdomain(name, "spec.ingressClassName") }
    let annotation = "kubernetes.io/ingress.class"
    if old == nil, let given = object.annotations[annotation], let name, given != name {
      errors.append(
        .invalid(
          "annotations.\(annotation)", .string(given), "must match `ingressClassName` when both are specified"))
    }
    return errors
  }

  private static func checkRule(_ rule: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let host = FieldRules.text(rule, "host")
    if !host.isEmpty { errors += checkHost(host, "\(path).host", refusesAddresses: true) }
    guard let http = rule["http"] else { return errors }
    let paths = http["paths"]?.elements ?? []
    if paths.isEmpty { errors.append(.required("\(path).http.paths")) }
    for (position, entry) in paths.enumerated() { errors += checkPath(entry, "\(path).http.paths[\(position)]") }
    return errors
  }

  private static func checkHost(_ host: String, _ field: String, refusesAddresses: Bool) -> [FieldError] {
    if refusesAddresses, IPAddressText(host) != nil {
      return [.invalid(field, .string(host), "must be a DNS name, not an IP address")]
    }
    guard host.contains("*") else { return FieldRules.subdomain(host, field) }
    guard host.hasPrefix("*."), NameText.problems(ofSubdomain: String(host.dropFirst(2))).isEmpty else {
      return [
        .invalid(
          field, .string(host),
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist "
            + "of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. "
            + "'*.example.com', regex used for validation is "
            + #"'\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#)
      ]
    }
    return []
  }

  private static func checkPath(_ entry: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let text = FieldRules.text(entry, "path")
    let value = JSONValue.string(text)
    switch entry["pathType"]?.string {
    case nil: return [.required("\(path).pathType", "pathType must be specified")]
    case "Exact", "Prefix":
      if !text.hasPrefix("/") { errors.append(.invalid("\(path).path", value, "must be an absolute path")) }
      for part in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(part) {
        errors.append(.invalid("\(path).path", value, "must not contain '\(part)'"))
      }
      for end in ["/..", "/."] where text.hasSuffix(end) {
        errors.append(.invalid("\(path).path", value, "cannot end with '\(end)'"))
      }
    case "ImplementationSpecific":
      if !text.isEmpty, !text.hasPrefix("/") {
        errors.append(.invalid("\(path).path", value, "must be an absolute path"))
      }
    default:
      errors.append(
        .notSupported(
          "\(path).pathType", entry["pathType"] ?? "", supported: ["Exact", "ImplementationSpecific", "Prefix"]))
    }
    return errors + checkBackend(entry["backend"] ?? [:], "\(path).backend")
  }

  private static func check(resource: JSONValue, _ path: String) -> [FieldError] {
    let group = resource["apiGroup"]?.string.map { FieldRules.subdomain($0, "\(path).apiGroup") } ?? []
    return group + FieldRules.segment(resource, "kind", path) + FieldRules.segment(resource, "name", path)
  }

  private static func checkBackend(_ backend: JSONValue, _ path: String) -> [FieldError] {
    let hasResource = backend["resource"] != nil
    guard let service = backend["service"] else {
      guard let resource = backend["resource"] else {
        return [.invalid(path, "", "resource or service backend is required")]
      }
      return check(resource: resource, "\(path).resource")
    }
    if hasResource { return [.invalid(path, "", "cannot set both resource and service backends")] }
    var errors: [FieldError] = []
    if service.memberName.isEmpty {
      errors.append(.required("\(path).service.name"))
    } else {
      errors += FieldRules.label(service.memberName, "\(path).service.name")
    }
    let name = service["port"].map(\.memberName) ?? ""
    let number = service["port"]?["number"]?.integer ?? 0
    if !name.isEmpty, number != 0 {
      errors.append(.invalid(path, "", "cannot set both port name & port number"))
    } else if !name.isEmpty {
      errors += FieldRules.portName(name).map { .invalid("\(path).service.port.name", .string(name), $0) }
    } else if number != 0 {
      errors += FieldRules.port(.integer(number), "\(path).service.port.number")
    } else {
      errors.append(.required(path, "port name or number is required"))
    }
    return errors
  }
}

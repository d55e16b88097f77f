import KubeCore
import KubeSchema

/// What makes the addresses of a service, and their families, invalid.
enum ServiceAddressRules {
  static func check(_ service: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = service["spec"] ?? [:]
    guard spec["type"] != "ExternalName" else { return [] }
    let list = spec["clusterIPs"]?.elements ?? []
    var errors = checkPair(spec, list)
    var seen: [JSONValue] = []
    for (position, family) in (spec["ipFamilies"]?.elements ?? []).enumerated() {
      let field = "spec.ipFamilies[\(position)]"
      if family != "IPv4", family != "IPv6" {
        errors.append(.notSupported(field, family, supported: ["IPv4", "IPv6"]))
      }
      if seen.contains(family) { errors.append(.duplicate(field, family)) }
      seen.append(family)
    }
    errors += FieldRules.oneOf(
      spec, "ipFamilyPolicy", ["PreferDualStack", "RequireDualStack", "SingleStack"], "spec")
    var problems: [FieldError] = []
    for (position, address) in list.enumerated() {
      let text = address.string ?? ""
      guard position > 0 || text != "None" else {
        if list.count > 1 {
          problems.append(.invalid("spec.clusterIPs", .array(list), "'None' must be the first and only value"))
        }
        continue
      }
      problems += FieldRules.address(text, "spec.clusterIPs[\(position)]")
    }
    errors += problems
    if list.count > 2 { errors.append(.invalid("spec.clusterIPs", .array(list), "may only hold up to 2 values")) }
    return problems.isEmpty ? errors + checkFamilies(spec, list) : errors
  }

  private static func checkPair(_ spec: JSONValue, _ list: [JSONValue]) -> [FieldError] {
    let address = FieldRules.text(spec, "clusterIP")
    if address.isEmpty {
      return list.isEmpty
        ? [] : [.invalid("spec.clusterIPs", .array(list), "must be empty when `clusterIP` is not specified")]
    }
    if list.isEmpty { return [.required("spec.clusterIPs")] }
    return list[0] == .string(address)
      ? [] : [.invalid("spec.clusterIPs", .array(list), "first value must match `clusterIP`")]
  }

  private static func checkFamilies(_ spec: JSONValue, _ list: [JSONValue]) -> [FieldError] {
    let versions = list.map { IPAddressText($0.string ?? "")?.isVersion4 == true }
    var errors: [FieldError] = []
    if list.count > 1, Set(versions).count == 1 {
      errors.append(
        .invalid("spec.clusterIPs", .array(list), "may specify no more than one IP for each IP family"))
    }
    guard list.first != "None" else { return errors }
    for (position, (family, isVersion4)) in zip(spec["ipFamilies"]?.elements ?? [], versions).enumerated() {
      guard (family == "IPv4") != isVersion4, family == "IPv4" || family == "IPv6" else { continue }
      errors.append(
        .invalid(
          "spec.clusterIPs[\(position)]", list[position],
          "expected an \(family.string ?? "") value as indicated by `ipFamilies[\(position)]`"))
    }
    return errors
  }

  /// What an update may not change.
  static func checkChange(_ service: JSONValue, _ old: JSONValue) -> [FieldError] {
    let (new, before) = (service["spec"] ?? [:], old["spec"] ?? [:])
    guard new["type"] != "ExternalName", before["type"] != "ExternalName" else { return [] }
    let (isHeadless, wasHeadless) = (ServiceFields.isHeadless(service), ServiceFields.isHeadless(old))
    guard !isHeadless || !wasHeadless else { return [] }
    let (list, previous) = (new["clusterIPs"]?.elements ?? [], before["clusterIPs"]?.elements ?? [])
    var errors: [FieldError] = []
    if list.isEmpty, !previous.isEmpty {
      errors.append(.invalid("spec.clusterIPs[0]", .null, "primary clusterIP can not be unset"))
    }
    for (position, pair) in zip(previous, list).enumerated() where pair.0 != pair.1 {
      errors.append(.invalid("spec.clusterIPs[\(position)]", .array(list), "may not change once set"))
    }
    guard isHeadless == wasHeadless else { return errors }
    let (families, formerly) = (new["ipFamilies"]?.elements ?? [], before["ipFamilies"]?.elements ?? [])
    for pair in zip(formerly, families) where pair.0 != pair.1 {
      errors.append(.invalid("spec.ipFamilies[0]", .array(families), "may not change once set"))
    }
    return errors
  }
}

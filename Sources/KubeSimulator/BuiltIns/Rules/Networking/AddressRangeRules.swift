import CEL
import KubeCore
import KubeSchema

/// What makes the ranges of service addresses, and the addresses taken from them, invalid.
///
/// Source: `pkg/apis/networking/validation`.
enum AddressRangeRules {
  private static let immutable = "field is immutable"

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let ranges = object["spec"]?["cidrs"]?.elements ?? []
    guard let former = old?["spec"]?["cidrs"]?.elements else { return check(ranges: ranges) }
    if former.count == ranges.count {
      return zip(former, ranges).enumerated().filter { $0.element.0 != $0.element.1 }.map {
        .invalid("spec.cidrs[\($0.offset)]", $0.element.1, immutable)
      }
    }
    guard former.count == 1, ranges.count == 2 else {
      return [.invalid("spec.cidrs", .array(ranges), immutable)]
    }
    let change: [FieldError] = former[0] == ranges[0] ? [] : [.invalid("spec.cidrs[0]", ranges[0], immutable)]
    return change + check(ranges: ranges)
  }

  private static func check(ranges: [JSONValue]) -> [FieldError] {
    let field = "spec.cidrs"
    guard !ranges.isEmpty else { return [.required(field, "at least one CIDR required")] }
    guard ranges.count <= 2 else {
      return [.invalid(field, ordered: ["CIDRs": .array(ranges)], "may only hold up to 2 values")]
    }
    var errors = ranges.enumerated().flatMap { FieldRules.network($0.element.string ?? "", "\(field)[\($0.offset)]") }
    let families = ranges.compactMap { $0.string.flatMap { try? CIDRValue($0) }?.address.isVersion4 }
    if families.count == 2, families[0] == families[1] {
      errors.append(
        .invalid(
          field, .array(ranges),
          "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64"))
    }
    return errors
  }

  static func checkAddress(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let parent = object["spec"]?["parentRef"]
    guard old == nil else {
      guard parent != old?["spec"]?["parentRef"] else { return [] }
      return [.invalid("spec.parentRef", parent ?? .null, immutable)]
    }
    var errors: [FieldError] = FieldRules.address(object.name, "metadata.name")
    guard let parent else { return errors + [.required("spec.parentRef")] }
    let group = FieldRules.text(parent, "group")
    if !group.isEmpty { errors += FieldRules.subdomain(group, "spec.parentRef.group") }
    errors += FieldRules.segment(parent, "resource", "spec.parentRef")
    errors += FieldRules.segment(parent, "name", "spec.parentRef")
    guard !FieldRules.text(parent, "namespace").isEmpty else { return errors }
    return errors + FieldRules.segment(parent, "namespace", "spec.parentRef")
  }
}

import KubeCore
import KubeSchema

/// The rules for references to owners.
enum OwnerRules {
  private static let field = "metadata.ownerReferences"
  private static let members = ["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"]

  static func check(_ references: [JSONValue]) -> [FieldError] {
    var errors = references.flatMap(check)
    let controllers = references.filter { $0["controller"]?.bool == true }
    if controllers.count > 1 {
      let names = controllers.prefix(2).map { "\($0["kind"]?.string ?? "")/\($0["name"]?.string ?? "")" }
      errors.append(
        .invalid(
          field, ordered: .array(references.map { FieldRules.ordered($0, members) }),
          "Only one reference can have Controller set to true. Found \"true\" in references for "
            + names.joined(separator: " and ")))
    }
    return errors
  }

  private static func check(_ reference: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let version = reference["apiVersion"]?.string ?? ""
    if version.isEmpty || version.split(separator: "/").count > 2 {
      errors.append(.invalid("\(field).apiVersion", .string(version), "version must not be empty"))
    }
    for name in ["kind", "name", "uid"] where reference[name]?.string?.isEmpty != false {
      errors.append(.invalid("\(field).\(name)", "", "must not be empty"))
    }
    if reference["kind"] == "Event", version == "v1" {
      errors.append(.invalid(field, reference, "/v1, Kind=Event is disallowed from being an owner"))
    }
    return errors
  }
}

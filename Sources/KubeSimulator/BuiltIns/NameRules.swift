import KubeCore
import KubeSchema

/// The rules for names and labels, with the server's words.
enum NameRules {
  private static let subdomain = #"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"#

  static func check(_ object: JSONValue, _ definition: ResourceDefinition) -> [FieldError] {
    var errors: [FieldError] = []
    let name = object.name
    if name.isEmpty {
      errors.append(.required("metadata.name", "name or generateName is required"))
    } else if !isAnyName(definition), !isSubdomain(name) {
      errors.append(
        .invalid(
          "metadata.name", .string(name),
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
            + "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
            + "'\(subdomain)')"))
    }
    for key in object.labels.keys.sorted() { errors += checkLabelKey(key) }
    for (_, value) in object.labels.sorted(by: { $0.key < $1.key }) where !isLabelValue(value) {
      errors.append(
        .invalid(
          "metadata.labels", .string(value),
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
            + "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used "
            + "for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"))
    }
    return errors
  }

  /// RBAC names may hold nearly anything.
  private static func isAnyName(_ definition: ResourceDefinition) -> Bool {
    definition.type.group == "rbac.authorization.k8s.io"
  }

  private static func checkLabelKey(_ key: String) -> [FieldError] {
    let name = key.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    guard name.isEmpty || !isLabelValue(name) else { return [] }
    return [
      .invalid(
        "metadata.labels", .string(key),
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
          + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
          + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")
    ]
  }

  static func isSubdomain(_ text: String) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first, let last = part.utf8.last else { return false }
      return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
        && part.utf8.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isLabelValue(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    return text.utf8.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

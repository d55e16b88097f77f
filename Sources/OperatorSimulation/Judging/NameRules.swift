import KubeCore

/// S19, for the objects that are made.
enum NameRules {
  static func violations(of object: JSONValue) -> [Violation] {
    let name = object["metadata"]?["name"]?.string ?? ""
    let values = Array(object.labels.values)
    let isSound = name.utf8.count <= 63 && values.allSatisfy { $0.utf8.count <= 63 }
    return isSound ? [] : [Violation(.s19, "\(name) has a name or a label that is too long")]
  }
}

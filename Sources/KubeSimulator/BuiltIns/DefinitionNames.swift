import KubeCore

/// The names that a definition asks for, and those that it gets.
struct DefinitionNames {
  private let wanted: JSONValue
  private(set) var accepted: JSONValue
  /// Why it does not get all of them: the last one that is taken.
  private(set) var conflict: (reason: String, message: String)?
  private var resources: Set<String> = []
  private var kinds: Set<String> = []

  /// - Parameter others: the other definitions of the group.
  init(_ object: JSONValue, _ others: [JSONValue]) {
    wanted = object["spec"]?["names"] ?? [:]
    accepted = object["status"]?["acceptedNames"] ?? ["plural": "", "kind": ""]
    for other in others {
      let names = other["status"]?["acceptedNames"] ?? [:]
      resources.formUnion(["plural", "singular"].compactMap { names[$0]?.string })
      resources.formUnion((names["shortNames"]?.elements ?? []).compactMap(\.string))
      kinds.formUnion(["kind", "listKind"].compactMap { names[$0]?.string })
    }
    resources.remove("")
    kinds.remove("")
  }

  mutating func accept() {
    take("plural", "PluralConflict", resources)
    take("singular", "SingularConflict", resources)
    takeShortNames()
    take("kind", "KindConflict", kinds)
    take("listKind", "ListKindConflict", kinds)
    accepted["categories"] = wanted["categories"]
  }

  private mutating func take(_ name: String, _ reason: String, _ taken: Set<String>) {
    let text = wanted[name]?.string ?? ""
    if text != accepted[name]?.string, taken.contains(text) {
      conflict = (reason, "\"\(text)\" is already in use")
    } else {
      accepted[name] = wanted[name]
    }
  }

  private mutating func takeShortNames() {
    guard wanted["shortNames"] != accepted["shortNames"] else { return }
    let mine = accepted["shortNames"]?.elements ?? []
    let problems = (wanted["shortNames"]?.elements ?? []).filter { !mine.contains($0) }.compactMap(\.string)
      .filter(resources.contains).map { "\"\($0)\" is already in use" }
    guard problems.isEmpty else {
      conflict = ("ShortNamesConflict", problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]")
      return
    }
    accepted["shortNames"] = wanted["shortNames"]
  }
}

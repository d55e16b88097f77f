import KubeCore

/// What a newer schema would refuse, or no longer know, of objects that an older one has taken.
struct SchemaComparison {
  private(set) var breaks: [String] = []

  init(from old: JSONValue, to new: JSONValue) { compare(old, new, at: "") }

  private mutating func compare(_ old: JSONValue, _ new: JSONValue, at path: String) {
    for name in ["type", "format", "pattern", "default", "x-kubernetes-list-type", "x-kubernetes-list-map-keys"]
    where old[name] != new[name] {
      breaks.append("\(path): \(name) is \(new[name]?.description ?? "gone"), and was \(old[name]?.description ?? "absent")")
    }
    compareBounds(old, new, at: path)
    compareChoices(old, new, at: path)
    compareMembers(old, new, at: path)
    for part in ["items", "additionalProperties"] {
      guard let before = old[part], before.object != nil else { continue }
      compare(before, new[part] ?? [:], at: "\(path)[]")
    }
  }

  private mutating func compareBounds(_ old: JSONValue, _ new: JSONValue, at path: String) {
    for name in ["maximum", "maxLength", "maxItems", "maxProperties"] {
      guard let bound = new[name]?.integer, bound < old[name]?.integer ?? .max else { continue }
      breaks.append("\(path): \(name) has become less")
    }
    for name in ["minimum", "minLength", "minItems", "minProperties"] {
      guard let bound = new[name]?.integer, bound > old[name]?.integer ?? .min else { continue }
      breaks.append("\(path): \(name) has become more")
    }
  }

  private mutating func compareChoices(_ old: JSONValue, _ new: JSONValue, at path: String) {
    if let choices = new["enum"]?.elements {
      let lost = (old["enum"]?.elements ?? []).filter { !choices.contains($0) }
      if old["enum"] == nil || !lost.isEmpty { breaks.append("\(path): fewer choices") }
    }
    let rules = Set((old["x-kubernetes-validations"]?.elements ?? []).compactMap { $0["rule"]?.string })
    for rule in new["x-kubernetes-validations"]?.elements ?? [] {
      guard let text = rule["rule"]?.string, !rules.contains(text) else { continue }
      breaks.append("\(path): a new rule: \(text)")
    }
    let name = "x-kubernetes-preserve-unknown-fields"
    if old[name] == true, new[name] != true { breaks.append("\(path): unknown fields are no longer kept") }
  }

  private mutating func compareMembers(_ old: JSONValue, _ new: JSONValue, at path: String) {
    let required = Set(old["required"]?.elements ?? [])
    for name in new["required"]?.elements ?? [] where !required.contains(name) {
      breaks.append("\(path).\(name.string ?? ""): has become required")
    }
    for (name, before) in old["properties"]?.object ?? [:] {
      guard let after = new[["properties", name]] else {
        breaks.append("\(path).\(name): is gone")
        continue
      }
      compare(before, after, at: "\(path).\(name)")
    }
  }
}

import KubeCore

/// Which objects of a resource a list, watch or collection deletion is about.
struct ObjectSelection: Sendable {
  /// One comparison of a field selector.
  struct FieldTerm: Sendable, Hashable {
    var path: [String]
    var value: String
    var isNegated: Bool
  }

  var namespace: String?
  var labels: LabelSelector?
  var fields: [FieldTerm] = []

  func contains(_ object: JSONValue) -> Bool {
    if let namespace, object.namespace != namespace { return false }
    if let labels, !labels.matches(object.labels) { return false }
    return fields.allSatisfy { term in
      (Self.text(object[term.path]) == term.value) != term.isNegated
    }
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    default: ""
    }
  }
}

extension ObjectSelection {
  /// Reads the selectors of a request.
  ///
  /// - Throws: `APIFailure` 400 for a selector that does not parse, or a field that cannot be selected by.
  init(_ request: ResourceRequest) throws(APIFailure) {
    namespace = request.namespace
    if let text = request.options["labelSelector"], !text.isEmpty { labels = try Self.labels(text) }
    for part in (request.options["fieldSelector"] ?? "").split(separator: ",") {
      fields.append(try Self.term(part, request.definition))
    }
    // A named object in the path of a watch is the old form of a selector by name.
    if let name = request.name {
      fields.append(FieldTerm(path: ["metadata", "name"], value: name, isNegated: false))
    }
  }

  private static func labels(_ text: String) throws(APIFailure) -> LabelSelector {
    if let word = misplacedWord(in: text) {
      throw .badRequest(
        "unable to parse requirement: found '\(word)', expected: in, notin, =, ==, !=, gt, lt")
    }
    guard let selector = LabelSelector(text: text) else {
      throw .badRequest("unable to parse requirement: \(text)")
    }
    return selector
  }

  /// A word where an operator should stand, as in `a b`.
  private static func misplacedWord(in text: String) -> Substring? {
    for part in text.split(separator: ",") where !part.contains(where: { "()=!<>".contains($0) }) {
      let words = part.split(separator: " ")
      if words.count > 1, !["in", "notin", "gt", "lt"].contains(words[1]) { return words[1] }
    }
    return nil
  }

  private static func term(_ text: Substring, _ definition: ResourceDefinition) throws(APIFailure) -> FieldTerm {
    for (symbol, isNegated) in [("!=", true), ("==", false), ("=", false)] {
      guard let range = text.firstRange(of: symbol) else { continue }
      let field = String(text[..<range.lowerBound])
      let path = try path(of: field, definition)
      return FieldTerm(path: path, value: String(text[range.upperBound...]), isNegated: isNegated)
    }
    throw .badRequest("invalid selector: '\(text)'; can't understand '\(text)'")
  }

  private static func path(of field: String, _ definition: ResourceDefinition) throws(APIFailure) -> [String] {
    let path = field.split(separator: ".").map(String.init)
    let known = [["metadata", "name"], ["metadata", "namespace"]] + definition.selectableFields
    if known.contains(path) { return path }
    if definition.storage == "events" {
      // Events are stored in the form of the core group.
      let stored = path.first == "regarding" ? ["involvedObject"] + path.dropFirst() : path
      let simple = ["reason", "type", "source", "reportingComponent"]
      if stored.first == "involvedObject" || simple.contains(field) { return stored }
      if field == "reportingController" { return ["reportingComponent"] }
    }
    if definition.isCustom { throw .badRequest("field label not supported: \(field)") }
    let builtIn = builtInFields[definition.storage] ?? []
    if builtIn.contains(field) { return path }
    throw .badRequest(
      "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")
  }

  private static let builtInFields: [String: [String]] = [
    "pods": [
      "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
      "status.phase", "status.podIP", "status.nominatedNodeName",
    ],
    "namespaces": ["status.phase"],
    "nodes": ["spec.unschedulable"],
    "secrets": ["type"],
    "services": ["spec.clusterIP", "spec.type"],
    "apps/replicasets": ["status.replicas"],
  ]
}

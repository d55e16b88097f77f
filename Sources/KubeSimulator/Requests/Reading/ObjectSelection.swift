import KubeCore

/// Which objects of a resource a list, watch or collection deletion is about.
struct ObjectSelection: Sendable {
  /// One comparison of a field selector.
  struct FieldTerm: Sendable, Hashable {
    var path: [String]
    var value: String
    var isNegated: Bool
    /// What an object has that does not say.
    var absent = ""
  }

  var namespace: String?
  var labels: [SelectorText.Requirement] = []
  var fields: [FieldTerm] = []

  func contains(_ object: JSONValue) -> Bool {
    if let namespace, object.namespace != namespace { return false }
    if !labels.isEmpty {
      let own = object.labels
      guard labels.allSatisfy({ $0.matches(own) }) else { return false }
    }
    return fields.allSatisfy { term in
      (Self.text(object[term.path], or: term.absent) == term.value) != term.isNegated
    }
  }

  private static func text(_ value: JSONValue?, or absent: String) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    default: absent
    }
  }
}

extension ObjectSelection {
  /// Reads the selectors of a request.
  ///
  /// - Throws: `APIFailure` 400 for a selector that does not parse, or a field that cannot be selected by.
  init(_ request: ResourceRequest) throws(APIFailure) {
    namespace = request.namespace
    if let text = request.options["labelSelector"], !text.isEmpty { labels = try SelectorText.requirements(text) }
    for part in Self.parts(of: request.options["fieldSelector"] ?? "") {
      fields.append(try Self.term(part, request.definition))
    }
    // A named object in the path of a watch is the old form of a selector by name.
    if let name = request.name {
      fields.append(FieldTerm(path: ["metadata", "name"], value: name, isNegated: false))
    }
  }

  /// The terms of a field selector: a comma after a backslash is part of a value.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if character == ",", !isEscaped {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return parts.filter { !$0.isEmpty }
  }

  private static func term(_ text: String, _ definition: ResourceDefinition) throws(APIFailure) -> FieldTerm {
    for (symbol, isNegated) in [("!=", true), ("==", false), ("=", false)] {
      guard let range = text.firstRange(of: symbol) else { continue }
      let field = String(text[..<range.lowerBound])
      let path = try path(of: field, definition)
      let value = String(text[range.upperBound...].filter { $0 != "\\" })
      // Members of built-in kinds that are not written are false or none.
      let absent = ["spec.hostNetwork": "false", "spec.unschedulable": "false", "status.successful": "0"]
      return FieldTerm(
        path: field == "status.successful" ? ["status", "succeeded"] : path, value: value, isNegated: isNegated,
        absent: definition.isCustom ? "" : absent[field] ?? "")
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
      let simple = ["reason", "type", "reportingComponent"]
      if field == "source" { return ["source", "component"] }
      if stored.first == "involvedObject" || simple.contains(field) { return stored }
      if field == "reportingController" { return ["reportingComponent"] }
    }
    if definition.isCustom { throw .badRequest("field label not supported: \(field)") }
    let builtIn = builtInFields[definition.storage] ?? []
    if builtIn.contains(field) { return path }
    if definition.storage == "batch/jobs" { throw .badRequest("field label \"\(field)\" not supported for Job") }
    if builtInFields[definition.storage] != nil || definition.storage == "events" {
      throw .badRequest("field label not supported: \(field)")
    }
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
    "certificates.k8s.io/certificatesigningrequests": ["spec.signerName"],
    "batch/jobs": ["status.successful"], "replicationcontrollers": ["status.replicas"],
  ]
}

import KubeClient
import KubeConnection
import KubeCore
import KubeSimulator
import SlipwayAPI

/// Checks manifests without a cluster.
///
/// Each document is given to a simulated API server that knows Slipway's definitions, with strict validation: what it
/// refuses, a real one would. What only the operator can tell is checked besides, and what documents say of each other.
public struct Linter {
  private var cluster: SimulatedCluster
  private var names: [String: (file: String, document: Int)] = [:]
  public private(set) var findings: [LintFinding] = []

  public init() {
    cluster = SimulatedCluster(start: Self.now)
    for definition in CustomResourceDefinition.all { _ = send(.post, Self.definitions, definition) }
    cluster.settle(at: Self.now)
    cluster.runsControllers = false
  }

  /// Whether an object would be refused.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Prints the findings, one a line, whole: editors read them too.
  ///
  /// - Parameter format: prints a list of objects instead.
  public func write(to output: CommandOutput, as format: DataFormat? = nil) {
    if let format { return output.write(.array(findings.map(\.json)), as: format) }
    for finding in findings { output.write("\(finding)\n") }
  }

  /// Checks all documents of a text.
  ///
  /// - Parameter file: names the text in the findings.
  public mutating func check(_ text: String, file: String) {
    do throws(ConnectionError) {
      let documents = try YAMLParser.documents(text).flatMap(Self.items)
      for (position, document) in documents.enumerated() { check(document, file, position + 1) }
    } catch {
      // The parser's lines that follow show the text with a mark below it.
      let message = "\(error)".split(separator: "\n").prefix(2).joined(separator: " ")
      findings.append(LintFinding(file: file, document: nil, object: nil, severity: .error, message: message))
    }
  }

  /// A `List` is what is in it.
  private static func items(of document: JSONValue) -> [JSONValue] {
    document["kind"]?.string == "List" ? document["items"]?.elements ?? [] : [document]
  }

  private mutating func check(_ document: JSONValue, _ file: String, _ position: Int) {
    let subject = LintSubject(file: file, document: position, object: document)
    let issues = Self.issues(of: document)
    // The operator says it better than the server, and once is enough.
    checkOnServer(document, subject, besides: Set(issues.map(\.path)))
    for issue in issues { report(issue.severity == .error ? .error : .warning, issue.description, subject) }
  }

  /// What the operator would say.
  private static func issues(of document: JSONValue) -> [FieldIssue] {
    guard document["kind"]?.string == ModelDeployment.resourceType.kind,
      document["apiVersion"]?.string == ModelDeployment.resourceType.apiVersion
    else { return [] }
    switch ModelDeployment.validated(document) {
    case .success(let model): return model.warnings
    case .failure(let invalid): return invalid.issues
    }
  }

  private mutating func report(_ severity: LintFinding.Severity, _ message: String, _ subject: LintSubject) {
    let finding = LintFinding(
      file: subject.file, document: subject.document, object: subject.name, severity: severity, message: message)
    if !findings.contains(finding) { findings.append(finding) }
  }
}

// MARK: - The simulated server

extension Linter {
  private static let now = Timestamp(seconds: 1_767_225_600)
  private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  /// - Parameter known: the fields of which the operator has something to say.
  private mutating func checkOnServer(_ document: JSONValue, _ subject: LintSubject, besides known: Set<String>) {
    guard let version = document["apiVersion"]?.string, let kind = document["kind"]?.string else {
      report(.error, "apiVersion and kind must be set", subject)
      return
    }
    guard let path = collection(version, kind, namespace: subject.namespace) else {
      report(.warning, "\(kind) of \(version) is not known here, and was not checked", subject)
      return
    }
    let identity = "\(path)/\(subject.name)"
    if let first = names[identity] {
      report(.error, "the same object stands in document \(first.document) of \(first.file)", subject)
      return
    }
    names[identity] = (subject.file, subject.document)
    let answer = send(.post, path, document)
    for warning in answer.warnings { report(.warning, warning, subject) }
    guard answer.status >= 400 else { return }
    for message in Self.messages(of: answer.body, besides: known) { report(.error, message, subject) }
  }

  /// The causes of a refusal, one by one; its message where it has none.
  private static func messages(of status: JSONValue, besides known: Set<String>) -> [String] {
    let causes = status[["details", "causes"]]?.elements ?? []
    guard causes.isEmpty else {
      return causes.filter { cause in
        let field = cause["field"]?.string ?? ""
        // Paths of the scale subresource begin with a dot.
        return !known.contains(field.hasPrefix(".") ? String(field.dropFirst()) : field)
          && !(cause["message"]?.string ?? "").contains("some validation rules were not checked")
      }.map { cause in
        [cause["field"]?.string, cause["message"]?.string].compactMap { $0 }.joined(separator: ": ")
      }
    }
    let message = status["message"]?.string ?? "refused"
    // "... cannot be handled as a ModelDeployment: strict decoding error: unknown field ..."
    guard let strict = message.firstRange(of: "strict decoding error: ") else { return [message] }
    return message[strict.upperBound...].split(separator: ", ").map(String.init)
  }

  private mutating func collection(_ apiVersion: String, _ kind: String, namespace: String) -> String? {
    let group = apiVersion.contains("/") ? "/apis/\(apiVersion)" : "/api/\(apiVersion)"
    let resources = send(.get, group, nil).body["resources"]?.elements ?? []
    guard let resource = resources.first(where: { $0["kind"]?.string == kind }), let plural = resource["name"]?.string
    else { return nil }
    guard resource["namespaced"]?.bool == true else { return "\(group)/\(plural)" }
    _ = send(.post, "/api/v1/namespaces", ["metadata": ["name": .string(namespace)]])
    return "\(group)/namespaces/\(namespace)/\(plural)"
  }

  private mutating func send(_ method: KubeRequest.Method, _ path: String, _ body: JSONValue?) -> LintAnswer {
    let request = KubeRequest(
      method: method, path: path, query: body == nil ? [] : [KubeRequest.Field("fieldValidation", "Strict")],
      headers: [KubeRequest.Field("Content-Type", "application/json")], body: body.map { JSONWriter.write($0) })
    return LintAnswer(cluster.handle(request, at: Self.now))
  }
}

/// The document that is being checked.
private struct LintSubject {
  let file: String
  let document: Int
  let object: JSONValue

  var namespace: String { object[["metadata", "namespace"]]?.string ?? "default" }

  var name: String {
    "\(object["kind"]?.string ?? "object")/\(object[["metadata", "name"]]?.string ?? "without a name")"
  }
}

/// What the simulated server says.
private struct LintAnswer {
  let status: Int
  let body: JSONValue
  let warnings: [String]

  init(_ answer: SimulatorAnswer) {
    status = answer.status
    warnings = answer.headers.filter { $0.name == "Warning" }.flatMap { ServerWarning.parse($0.value).map(\.text) }
    if case .bytes(let bytes) = answer.body { body = (try? JSONParser.parse(bytes)) ?? .null } else { body = .null }
  }
}

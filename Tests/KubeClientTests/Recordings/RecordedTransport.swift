import KubeClient
import KubeCore
import Synchronization

/// Answers the one request of a step with what was recorded, and keeps what was sent.
final class RecordedTransport: KubeTransport {
  private let step: RecordedStep
  private let sent = Mutex<[KubeRequest]>([])

  init(_ step: RecordedStep) { self.step = step }

  var requests: [KubeRequest] { sent.withLock { $0 } }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let isFirst = sent.withLock { sent in
      sent.append(request)
      return sent.count == 1
    }
    if isFirst { return step.answer }
    // Discovery asks for the groups after the core versions; the recordings hold the first of the two answers.
    return KubeResponse(200, #"{"kind":"APIGroupDiscoveryList","items":[],"groups":[]}"#)
  }
}

extension RecordedStep {
  /// What differs between a request and the one that was recorded.
  func differences(_ sent: KubeRequest) -> [String] {
    var problems: [String] = []
    func compare(_ what: String, _ sent: String, _ recorded: String) {
      if sent != recorded { problems.append("\(what): sent \(sent), recorded \(recorded)") }
    }
    compare("method", sent.method.rawValue, method.rawValue)
    compare("path", sent.path, path)
    compare("query", Self.text(sent.query.map { ($0.name, $0.value) }), Self.text(query.map { ($0.key, $0.value) }))
    let contentType = sent.headers.first { $0.name == "Content-Type" }?.value
    compare("content type", contentType ?? "none", header("Content-Type") ?? "none")
    let accept = sent.headers.first { $0.name == "Accept" }?.value ?? ""
    // The client offers an older form of aggregated discovery as well.
    let offered = accept.replacing("application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,", with: "")
    if let recorded = header("Accept") { compare("accept", offered, recorded) }
    compare("body", Self.canonical(sent.body), Self.canonical(body))
    return problems
  }

  private static func text(_ fields: [(String, String)]) -> String {
    fields.map { name, value in
      // Selectors can be written in several ways.
      let selector = name == "labelSelector" ? LabelSelector(text: value)?.canonical : nil
      return "\(name)=\(selector ?? value)"
    }.sorted().joined(separator: "&")
  }

  private static func canonical(_ body: [UInt8]?) -> String {
    guard let body else { return "none" }
    guard let tree = try? JSONParser.parse(body) else { return String(decoding: body, as: UTF8.self) }
    return String(decoding: JSONWriter.write(tree, style: .canonical), as: UTF8.self)
  }
}

extension LabelSelector {
  /// One text for all selectors that mean the same.
  fileprivate var canonical: String {
    LabelSelector(
      matchExpressions: (matchExpressions ?? []).sorted { ($0.key, $0.operator.rawValue) < ($1.key, $1.operator.rawValue) }
    ).description
  }
}

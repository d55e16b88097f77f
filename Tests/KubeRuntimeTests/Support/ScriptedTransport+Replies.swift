import KubeClient
import KubeCore

extension ScriptedTransport.Reply {
  static func list(_ widgets: [Widget], version: String, continue token: String? = nil) throws -> Self {
    let list = KubeList(metadata: ListMeta(resourceVersion: version, continue: token), items: widgets)
    return Self(chunks: [String(decoding: try JSONCoding.encode(list), as: UTF8.self)])
  }

  static func watch(
    _ chunks: [String] = [], end: ScriptedTransport.End = .clean, before: @escaping @Sendable () -> Void = {}
  ) -> Self {
    Self(chunks: chunks, end: end, before: before)
  }

  static func status(
    _ code: Int, reason: String? = nil, message: String = "no", cause: String? = nil, retryAfter: Int? = nil
  ) throws -> Self {
    let details = Status.Details(causes: cause.map { [Status.Cause(reason: $0)] })
    let status = Status(message: message, reason: reason, details: details, code: code)
    return Self(
      status: code, headers: retryAfter.map { [KubeRequest.Field("Retry-After", "\($0)")] } ?? [],
      chunks: [String(decoding: try JSONCoding.encode(status), as: UTF8.self)])
  }

  static func object(_ value: some Encodable) throws -> Self {
    Self(chunks: [String(decoding: try JSONCoding.encode(value), as: UTF8.self)])
  }
}

/// Lines of a watch.
enum WatchLine {
  static func added(_ widget: Widget) throws -> String { try line("ADDED", widget) }
  static func modified(_ widget: Widget) throws -> String { try line("MODIFIED", widget) }
  static func deleted(_ widget: Widget) throws -> String { try line("DELETED", widget) }

  static func bookmark(_ version: String) -> String {
    #"{"type":"BOOKMARK","object":{"kind":"Widget","metadata":{"resourceVersion":"\#(version)"}}}"# + "\n"
  }

  static func initialEnd(_ version: String) -> String {
    #"{"type":"BOOKMARK","object":{"kind":"Widget","metadata":{"resourceVersion":"\#(version)","#
      + #""annotations":{"k8s.io/initial-events-end":"true"}}}}"# + "\n"
  }

  /// As a real server says that a version is gone: status 200, then this event.
  static let expired =
    #"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","#
    + #""message":"too old resource version: 1 (9)","reason":"Expired","code":410}}"# + "\n"

  private static func line(_ type: String, _ widget: Widget) throws -> String {
    #"{"type":"\#(type)","object":\#(try widget.json)}"# + "\n"
  }
}

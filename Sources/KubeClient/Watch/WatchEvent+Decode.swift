import KubeCore

extension WatchEvent where Object: Decodable {
  /// Decodes one line of a watch.
  ///
  /// - Throws: what an `ERROR` event says (`.gone` for a version that is too old), or `.undecodableAnswer`.
  package static func decode(_ line: [UInt8]) throws(KubeError) -> WatchEvent {
    let wire: WireEvent<Object>
    do {
      wire = try Self.wire(line)
    } catch {
      throw KubeError(.undecodableAnswer, message: "a watch event cannot be decoded: \(error)")
    }
    switch wire {
    case .event(let event): return event
    case .failure(let status): throw KubeError(status: status)
    case .unknown(let type): throw KubeError(.undecodableAnswer, message: "unknown type of watch event: \(type)")
    }
  }

  private static func wire(_ line: [UInt8]) throws -> WireEvent<Object> {
    guard Object.self == DynamicObject.self else { return try JSONCoding.decode(WireEvent<Object>.self, from: line) }
    // Trees have a parser of their own, which is much faster and keeps the order of members.
    return try WireEvent(tree: JSONParser.parse(line))
  }
}

/// A line of a watch, decoded in one pass: `type` decides what `object` is.
private enum WireEvent<Object: Decodable & Sendable>: Decodable {
  case event(WatchEvent<Object>)
  case failure(Status)
  case unknown(String)

  private enum Key: String, CodingKey { case type, object }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(String.self, forKey: .type) {
    case "ADDED": self = .event(.added(try container.decode(Object.self, forKey: .object)))
    case "MODIFIED": self = .event(.modified(try container.decode(Object.self, forKey: .object)))
    case "DELETED": self = .event(.deleted(try container.decode(Object.self, forKey: .object)))
    case "BOOKMARK": self = .event(try container.decode(Bookmark.self, forKey: .object).event())
    case "ERROR": self = .failure(try container.decode(Status.self, forKey: .object))
    case let type: self = .unknown(type)
    }
  }

  init(tree: JSONValue) throws {
    let type = tree["type"]?.string ?? ""
    guard ["ADDED", "MODIFIED", "DELETED"].contains(type), let content = tree["object"],
      let object = DynamicObject(content) as? Object
    else {
      self = try JSONCoding.decode(Self.self, from: tree)
      return
    }
    switch type {
    case "ADDED": self = .event(.added(object))
    case "MODIFIED": self = .event(.modified(object))
    default: self = .event(.deleted(object))
    }
  }
}

/// An object of the watched kind that carries nothing but a version, and a note when the initial events have ended.
private struct Bookmark: Decodable {
  struct Metadata: Decodable {
    var resourceVersion: String?
    var annotations: [String: String]?
  }

  var metadata: Metadata

  func event<Object>() -> WatchEvent<Object> {
    .bookmark(
      resourceVersion: metadata.resourceVersion ?? "",
      initialEventsEnd: metadata.annotations?["k8s.io/initial-events-end"] == "true")
  }
}

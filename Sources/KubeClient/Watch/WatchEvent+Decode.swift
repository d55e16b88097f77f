import KubeCore

extension WatchEvent where Object: Decodable {
  /// Decodes one line of a watch.
  ///
  /// - Throws: what an `ERROR` event says (`.gone` for a version that is too old), or `.undecodableAnswer`.
  package static func decode(_ line: [UInt8]) throws(KubeError) -> WatchEvent {
    do {
      switch try JSONCoding.decode(Kind.self, from: line).type {
      case "ADDED": return .added(try JSONCoding.decode(Envelope<Object>.self, from: line).object)
      case "MODIFIED": return .modified(try JSONCoding.decode(Envelope<Object>.self, from: line).object)
      case "DELETED": return .deleted(try JSONCoding.decode(Envelope<Object>.self, from: line).object)
      case "BOOKMARK": return bookmark(try JSONCoding.decode(Envelope<Marker>.self, from: line).object.metadata)
      case "ERROR": throw KubeError(status: try JSONCoding.decode(Envelope<Status>.self, from: line).object)
      case let type: throw KubeError(.undecodableAnswer, message: "unknown type of watch event: \(type)")
      }
    } catch let error as KubeError {
      throw error
    } catch {
      throw KubeError(.undecodableAnswer, message: "a watch event cannot be decoded: \(error)")
    }
  }

  private static func bookmark(_ metadata: ObjectMeta) -> WatchEvent {
    .bookmark(
      resourceVersion: metadata.resourceVersion ?? "",
      initialEventsEnd: metadata.annotations?["k8s.io/initial-events-end"] == "true")
  }
}

private struct Kind: Decodable {
  var type: String
}

private struct Envelope<Object: Decodable>: Decodable {
  var object: Object
}

private struct Marker: Decodable {
  var metadata: ObjectMeta
}

import KubeClient
import KubeCore

/// The forms in which a body may come besides JSON.
enum RequestBody {
  /// The protobuf form of a built-in object: four bytes, then a message `runtime.Unknown` with the object inside.
  static let protobuf = "application/vnd.kubernetes.protobuf"
  static let yaml = "application/yaml"

  private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

  /// A protobuf body as JSON.
  ///
  /// - Parameter goType: names the built-in type of a kind in a version.
  /// - Returns: `nil` for bytes that are not such a body.
  static func json(
    protobuf bytes: [UInt8], goType: (_ apiVersion: String, _ kind: String) -> String
  ) -> JSONValue? {
    guard bytes.starts(with: magic) else { return nil }
    do throws(ProtobufReader.Malformed) {
      var (apiVersion, kind, raw) = ("", "", ArraySlice<UInt8>())
      var reader = ProtobufReader(bytes.dropFirst(magic.count))
      while let (number, value) = try reader.next() {
        guard case .bytes(let content) = value else { throw ProtobufReader.Malformed() }
        if number == 1 { (apiVersion, kind) = try typeMeta(content) }
        if number == 2 { raw = content }
      }
      var object: JSONObject = ["kind": .string(kind), "apiVersion": .string(apiVersion)]
      for (name, member) in try ProtobufDecoder.object(raw, as: goType(apiVersion, kind)) { object[name] = member }
      return .object(object)
    } catch {
      return nil
    }
  }

  private static func typeMeta(_ bytes: ArraySlice<UInt8>) throws(ProtobufReader.Malformed) -> (String, String) {
    var (apiVersion, kind) = ("", "")
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      guard case .bytes(let text) = value else { throw ProtobufReader.Malformed() }
      if number == 1 { apiVersion = String(decoding: text, as: UTF8.self) }
      if number == 2 { kind = String(decoding: text, as: UTF8.self) }
    }
    return (apiVersion, kind)
  }
}

extension ResourceRequest {
  /// Turns a body in protobuf or YAML into JSON, in which everything else reads it.
  ///
  /// - Throws: `APIFailure` 400 for bytes that are not in the form that they claim to be in.
  mutating func translateBody(registry: ResourceRegistry, yaml: YAMLReader?) throws(APIFailure) {
    guard let type = contentType?.split(separator: ";").first else { return }
    switch String(type) {
    case RequestBody.protobuf where !definition.isCustom && method != .patch && !body.isEmpty:
      guard let object = RequestBody.json(protobuf: body, goType: registry.goType) else {
        throw unreadable("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")
      }
      accept(object)
    case RequestBody.yaml where method != .patch:
      guard let yaml else { return }
      switch yaml(body) {
      case .success(let object): accept(object)
      case .failure(let problem): throw unreadable(problem.text)
      }
    case PatchKind.apply.rawValue where method == .patch:
      // Most are JSON, which is YAML too and read faster.
      guard let yaml, (try? JSONParser.parse(body)) == nil else { return }
      switch yaml(body) {
      case .success(let object): body = JSONWriter.write(object.isNull ? [:] : object)
      case .failure(let problem):
        throw .badRequest("error decoding YAML: error converting YAML to JSON: \(problem.text)")
      }
    default: return
    }
  }

  private mutating func accept(_ object: JSONValue) {
    sentBody = body
    body = JSONWriter.write(object)
    contentType = "application/json"
  }
}

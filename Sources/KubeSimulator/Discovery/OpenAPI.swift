import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  /// The OpenAPI documents: an index of groups and versions, and one document for each.
  func openAPIAnswer(_ segments: [String], accept: String?) -> SimulatorAnswer {
    switch segments.dropFirst().first {
    case "v2" where segments.count == 2 && accept?.contains(Self.protobufType) == true: return Self.emptyProtobuf
    case "v2" where segments.count == 2:
      return .json([
        "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1.36.2"], "paths": [:], "definitions": [:],
      ])
    // The server writes no media type here, and Go makes its own of the text.
    case "v3" where segments.count == 2: return .json(["paths": openAPIIndex], type: "text/plain; charset=utf-8")
    case "v3": return openAPIDocument(Array(segments.dropFirst(2)))
    default: return .pageNotFound
    }
  }

  /// As clients ask for it; the answer's type has a dot for the `@`, which a media type must not hold.
  private static let protobufType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"

  /// Version 2 is not described here. kubectl before 1.28 asks for it in this form only, and goes on with version 3 or
  /// without a schema when the document names no kinds: it holds `swagger: "2.0"`, field 1, alone.
  private static let emptyProtobuf = SimulatorAnswer(
    status: 200, headers: [KubeRequest.Field("Content-Type", protobufType.replacing("@", with: "."))],
    body: .bytes([0x0A, 0x03] + Array("2.0".utf8)))

  private var openAPIIndex: JSONValue {
    let paths = Set(registry.all.map { String($0.type.groupVersionPath.dropFirst()) }).sorted()
    return .object(
      JSONObject(paths.map { path in (path, ["serverRelativeURL": .string("/openapi/v3/\(path)")]) }))
  }

  private func openAPIDocument(_ place: [String]) -> SimulatorAnswer {
    let path = "/" + place.joined(separator: "/")
    let resources = registry.all.filter { $0.type.groupVersionPath == path }
    guard !resources.isEmpty else { return .pageNotFound }
    return .json(OpenAPIDocument(resources).value)
  }
}

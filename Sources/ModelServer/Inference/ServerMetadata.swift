/// What `GET /v2` tells about the server.
struct ServerMetadata: Encodable {
  let name: String
  let version: String
  let extensions: [String]
}

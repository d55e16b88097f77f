/// A request as the server read it.
struct TestRequest: Sendable, Hashable {
  var method: String
  var path: String
  var headers: [String: String]
  var body: [UInt8]
}

/// What stands before the body of a response.
struct ResponseHead: Sendable, Hashable {
  var status: Int
  var httpVersion: CurlHTTPVersion
  var headers: CurlHeaders
}

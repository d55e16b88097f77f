package import HummingbirdCore

extension HTTPServerBuilder {
  /// HTTP/1.1 on a server that may stop while clients are connecting.
  package static var heldHTTP1: HTTPServerBuilder {
    HTTPServerBuilder { HeldChannel(base: HTTP1Channel(responder: $0)) }
  }
}

import NIOCore

/// Keeps a connection from closing itself when its server shuts down gracefully, and from hearing of new requests when
/// the server is about to be cancelled.
///
/// An HTTP/2 connection that has been told closes with the end of its last stream, and that end may not have left it by
/// then: a watch would seem to break off. ``HTTPListener`` closes connections when everything has been written.
final class QuiescingFilter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// Whether what comes is passed on.
  var isOpen = true

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isOpen { context.fireChannelRead(data) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard !(event is ChannelShouldQuiesceEvent) else { return }
    context.fireUserInboundEventTriggered(event)
  }
}

import Hummingbird
import Logging
import NIOCore

/// What a handler of an ``HTTPListener`` knows besides the request: the channel that it came on.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The connection in HTTP/1.1, whose parent is the listener; in HTTP/2 the stream, whose parent is the connection.
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

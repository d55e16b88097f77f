import Foundation
import Glibc
import Synchronization

/// An HTTP/1.1 server over plain sockets, with a thread for each connection, so that tests control every byte.
final class TestServer: Sendable {
  typealias Handler = @Sendable (TestRequest, TestConnection) -> Void

  private let listener: ListeningSocket
  private let connections = Mutex<[TestConnection]>([])
  private let handler: Handler
  private let readsBodies: Bool

  /// Starts the server; the handler answers one request at a time of each connection.
  ///
  /// - Parameter readsBodies: whether a request's body is read before the handler is called, or never.
  init(readsBodies: Bool = true, _ handler: @escaping Handler) throws {
    listener = try ListeningSocket()
    self.handler = handler
    self.readsBodies = readsBodies
    Thread.detachNewThread { [weak self, listener] in
      while true {
        let accepted = accept(listener.descriptor, nil, nil)
        guard accepted >= 0, let server = self else { return }
        server.serve(TestConnection(accepted))
      }
    }
  }

  deinit {
    // Ends the accepting thread, which keeps the listener but not the server.
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    connections.withLock { for connection in $0 { connection.close() } }
  }

  var port: Int { listener.port }
  var connectionCount: Int { connections.withLock { $0.count } }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  private func serve(_ connection: TestConnection) {
    connections.withLock { $0.append(connection) }
    Thread.detachNewThread { [handler, readsBodies] in
      while let request = connection.readRequest(withBody: readsBodies) { handler(request, connection) }
      connection.close()
    }
  }
}

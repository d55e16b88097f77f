import Foundation
import Glibc
import Synchronization

/// Forwards connections byte by byte, and can stop doing so: what is sent is still acknowledged, and goes nowhere.
final class TestRelay: Sendable {
  /// What comes before the forwarded bytes.
  enum Kind: Sendable {
    case plain(port: Int)
    /// An HTTP proxy that knows `CONNECT` alone, and answers 407 to other credentials than these.
    case connect(authorization: String?)
    /// A SOCKS 5 proxy, with a user name and a password if it asks for them.
    case socks5(user: String?, password: String?)
  }

  private let listener: ListeningSocket
  private let kind: Kind
  private let pairs = Mutex<[Pair]>([])
  private let seen = Mutex<[String]>([])

  /// Starts a relay. Wherever a client asks a proxy to go, it gets to 127.0.0.1.
  init(_ kind: Kind) throws {
    self.kind = kind
    listener = try ListeningSocket()
    Thread.detachNewThread { [weak self, listener] in
      while true {
        let client = accept(listener.descriptor, nil, nil)
        guard client >= 0, let relay = self else { return }
        relay.serve(client)
      }
    }
  }

  deinit {
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    pairs.withLock { for pair in $0 { pair.end() } }
  }

  var port: Int { listener.port }
  var connectionCount: Int { pairs.withLock { $0.count } }
  /// The targets that were asked for, as they were named.
  var targets: [String] { seen.withLock { $0 } }

  /// From now on nothing more comes through the connections that there are; further ones work.
  func freeze() {
    pairs.withLock { for pair in $0 { pair.isFrozen.store(true, ordering: .relaxed) } }
  }

  private func serve(_ client: Int32) {
    Thread.detachNewThread { [self] in
      let stream = ByteStream(client)
      guard let port = target(of: stream), let server = ByteStream(connectingTo: port) else { return }
      let pair = Pair(client: stream, server: server)
      pairs.withLock { $0.append(pair) }
      Thread.detachNewThread { pair.pump(server, to: stream) }
      pair.pump(stream, to: server)
    }
  }

  private func target(of client: ByteStream) -> Int? {
    switch kind {
    case .plain(let port): return port
    case .connect(let authorization): return connectTarget(of: client, authorization)
    case .socks5(let user, let password): return socksTarget(of: client, user, password)
    }
  }

  private func note(_ host: String, _ port: Int) -> Int {
    seen.withLock { $0.append("\(host):\(port)") }
    return port
  }

  private func connectTarget(of client: ByteStream, _ authorization: String?) -> Int? {
    let lines = client.readHead().split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3, words[0] == "CONNECT", let colon = words[1].lastIndex(of: ":"),
      let port = Int(words[1][words[1].index(after: colon)...])
    else { return nil }
    if let authorization, !lines.contains(where: { $0 == "Proxy-Authorization: \(authorization)" }) {
      client.write("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
      return nil
    }
    client.write("HTTP/1.1 200 Established\r\n\r\n")
    return note(String(words[1][..<colon]), port)
  }

  // RFC 1928 and, for the password, RFC 1929.
  private func socksTarget(of client: ByteStream, _ user: String?, _ password: String?) -> Int? {
    guard let hello = client.read(2), let methods = client.read(Int(hello[1])) else { return nil }
    let wanted: UInt8 = user == nil ? 0 : 2
    guard methods.contains(wanted) else {
      client.write([5, 0xFF])
      return nil
    }
    client.write([5, wanted])
    if let user, let password {
      guard let head = client.read(2), let name = client.read(Int(head[1])), let length = client.read(1),
        let word = client.read(Int(length[0]))
      else { return nil }
      let isRight = name.text == user && word.text == password
      client.write([1, isRight ? 0 : 1])
      guard isRight else { return nil }
    }
    guard let request = client.read(4), let host = socksHost(of: client, kind: request[3]), let bytes = client.read(2)
    else { return nil }
    client.write([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
    return note(host, Int(bytes[0]) << 8 | Int(bytes[1]))
  }

  private func socksHost(of client: ByteStream, kind: UInt8) -> String? {
    switch kind {
    case 1: client.read(4).map { $0.map(String.init).joined(separator: ".") }
    case 3: client.read(1).flatMap { client.read(Int($0[0]))?.text }
    default: nil
    }
  }
}

extension TestRelay {
  private final class Pair: Sendable {
    let isFrozen = Atomic(false)
    private let client: ByteStream
    private let server: ByteStream

    init(client: ByteStream, server: ByteStream) {
      self.client = client
      self.server = server
    }

    func pump(_ source: ByteStream, to target: ByteStream) {
      while let bytes = source.readSome() {
        // Frozen, the bytes are taken off the socket, so that the sender sees them acknowledged.
        if !isFrozen.load(ordering: .relaxed) { target.write(bytes) }
      }
      if !isFrozen.load(ordering: .relaxed) { end() }
    }

    func end() {
      client.end()
      server.end()
    }
  }
}

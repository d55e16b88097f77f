import Glibc
import Synchronization

/// The server's end of one connection. One thread reads and writes; any may close.
final class TestConnection: Sendable {
  private let descriptor: Int32
  private let isClosed = Mutex(false)
  private let unread = Mutex<[UInt8]>([])

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var size: Int32 = 64 << 10
    setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { Glibc.close(descriptor) }

  func close() {
    isClosed.withLock { isClosed in
      if !isClosed { shutdown(descriptor, Int32(SHUT_RDWR)) }
      isClosed = true
    }
  }

  /// The next request, or `nil` once the client has closed.
  func readRequest(withBody: Bool = true) -> TestRequest? {
    var bytes = unread.withLock { $0 }
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        var request = Self.parse(String(decoding: bytes[..<end.lowerBound], as: UTF8.self))
        let length = withBody ? request.headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        while bytes.count < end.upperBound + length {
          guard let more = read() else { return nil }
          bytes += more
        }
        request.body = Array(bytes[end.upperBound..<(end.upperBound + length)])
        let rest = Array(bytes[(end.upperBound + length)...])
        unread.withLock { $0 = rest }
        return request
      }
      guard let more = read() else { return nil }
      bytes += more
    }
  }

  private static func parse(_ head: String) -> TestRequest {
    let lines = head.split(separator: "\r\n")
    let parts = (lines.first ?? "").split(separator: " ")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      headers[pair[0].lowercased()] = pair.count > 1 ? String(pair[1].drop { $0 == " " }) : ""
    }
    return TestRequest(
      method: String(parts.first ?? ""), path: String(parts.dropFirst().first ?? ""), headers: headers, body: [])
  }

  /// Some bytes, or `nil` once the client has closed.
  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// Waits until the client closes its end.
  func waitForClose() {
    while read() != nil {}
  }

  /// Writes everything; `false` once the client has closed.
  ///
  /// - Parameter onStall: called when the client has taken nothing for 200 milliseconds.
  @discardableResult
  func write(_ bytes: [UInt8], onStall: () -> Void = {}) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if sent < 0, errno == EAGAIN {
        var interest = pollfd(descriptor: descriptor)
        if poll(&interest, 1, 200) == 0 { onStall() }
      } else {
        return false
      }
    }
    return true
  }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// Writes a whole response.
  func respond(_ status: Int = 200, headers: [String] = [], body: [UInt8] = []) {
    let fields = headers.map { "\($0)\r\n" }.joined()
    write(Array("HTTP/1.1 \(status) Reason\r\n\(fields)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  /// Writes the head of a response whose body comes in chunks.
  func beginChunked(headers: [String] = []) {
    write("HTTP/1.1 200 OK\r\n\(headers.map { "\($0)\r\n" }.joined())Transfer-Encoding: chunked\r\n\r\n")
  }

  /// Writes a chunk; an empty one is the end of the body.
  @discardableResult
  func writeChunk(_ bytes: [UInt8], onStall: () -> Void = {}) -> Bool {
    write(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8), onStall: onStall)
  }
}

extension pollfd {
  fileprivate init(descriptor: Int32) {
    self.init(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  }
}

import Foundation
import Glibc
import Synchronization

/// A TLS server that tells callers who they are, by `python3`; it ends with its owner.
///
/// `GET /whoami` answers with the subject of the client certificate and the request's fields; every other request gets
/// a watch of one line that stays open. Tokens other than `good` are refused.
final class MirrorServer: Sendable {
  struct Failure: Error {}

  private static let script = """
    import json, os, socket, ssl, sys, threading
    folder = sys.argv[1]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + "/server.pem", folder + "/server.key")
    context.load_verify_locations(folder + "/ca.pem")
    context.verify_mode = ssl.CERT_OPTIONAL
    def serve(raw):
        try:
            client = context.wrap_socket(raw, server_side=True)
            data = b""
            while True:
                while b"\\r\\n\\r\\n" not in data:
                    more = client.recv(65536)
                    if not more: return
                    data += more
                head, data = data.split(b"\\r\\n\\r\\n", 1)
                lines = head.decode().split("\\r\\n")
                fields = {}
                for line in lines[1:]:
                    name, value = line.split(": ", 1)
                    fields.setdefault(name.lower(), []).append(value)
                if fields.get("authorization", ["Bearer good"]) != ["Bearer good"]:
                    client.sendall(b"HTTP/1.1 401 Unauthorized\\r\\nContent-Length: 0\\r\\n\\r\\n")
                elif lines[0].startswith("GET /whoami"):
                    subject = dict(pair[0] for pair in (client.getpeercert() or {}).get("subject", ()))
                    body = json.dumps({"name": subject.get("commonName", ""), "fields": fields}).encode()
                    client.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
                else:
                    client.sendall(b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nline\\n\\r\\n")
        except OSError:
            pass
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """

  let port: Int
  // `Process` says nothing about concurrency, so it stays behind the lock. Its input ends with it, and the server too.
  private let input: Mutex<FileHandle>

  init(_ certificates: TestCertificates) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script, certificates.folder.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try output.fileHandleForReading.read(upToCount: 1)?.first else { throw Failure() }
      line.append(byte)
    }
    guard let port = Int(String(decoding: line.dropLast(), as: UTF8.self)) else { throw Failure() }
    self.port = port
    self.input = Mutex(input.fileHandleForWriting)
  }

  deinit { input.withLock { try? $0.close() } }
}

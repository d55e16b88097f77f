import Foundation
import Glibc

/// An nginx on 127.0.0.1 with TLS, HTTP/2 and HTTP/1.1, in a process of its own, so that its CPU time is not ours.
///
/// Every `PATCH` is answered with an object of 2 KB. What is under `/api/v1/namespaces/idle/` is answered with the head
/// of a watch, one event, and then nothing.
final class LoopbackServer {
  let port: Int
  /// The certificate to trust.
  let authority: [UInt8]

  private let directory: URL
  private var children: [Process] = []

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "client-benchmarks-\(getpid())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Self.run(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
      "/CN=benchmark", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", directory.appending(path: "key.pem").path,
      "-out", directory.appending(path: "certificate.pem").path)
    authority = Array(try Data(contentsOf: directory.appending(path: "certificate.pem")))
    let (front, back) = (try LoopbackSocket(), try LoopbackSocket())
    port = front.port
    let configuration = directory.appending(path: "nginx.conf")
    try Data(Self.configuration(in: directory.path, port: port, backend: back.port).utf8).write(to: configuration)
    children = [
      try Self.start(["python3", "-c", IdleBackend.script], on: back),
      try Self.start(["nginx", "-p", directory.path, "-e", "stderr", "-c", configuration.path], on: front),
    ]
  }

  deinit {
    for child in children where child.isRunning { child.terminate() }
    try? FileManager.default.removeItem(at: directory)
  }

  private static func configuration(in directory: String, port: Int, backend: Int) -> String {
    """
    daemon off; worker_processes 1; worker_rlimit_nofile 8192; pid \(directory)/pid;
    events { worker_connections 4096; }
    http {
      access_log off;
      client_body_temp_path \(directory)/body; proxy_temp_path \(directory)/proxy;
      fastcgi_temp_path \(directory)/fastcgi; uwsgi_temp_path \(directory)/uwsgi; scgi_temp_path \(directory)/scgi;
      server {
        listen 127.0.0.1:\(port) ssl http2;
        http2_max_concurrent_streams 2000; keepalive_requests 100000000;
        ssl_certificate \(directory)/certificate.pem; ssl_certificate_key \(directory)/key.pem;
        default_type application/json;
        location / { return 200 '\(SampleObject.text)'; }
        location /api/v1/namespaces/idle/ {
          proxy_pass http://127.0.0.1:\(backend); proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 1h;
        }
      }
    }
    """
  }

  private static func start(_ command: [String], on socket: LoopbackSocket) throws -> Process {
    let child = Process()
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments = command
    // nginx takes over the listening sockets whose descriptors this names. Debian keeps it in a directory of its own.
    child.environment = ProcessInfo.processInfo.environment.merging(["NGINX": "0;"]) { $1 }
    child.environment?["PATH", default: ""] += ":/usr/sbin"
    child.standardInput = FileHandle(fileDescriptor: socket.descriptor, closeOnDealloc: false)
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    return child
  }

  private static func run(_ command: String...) throws {
    let child = Process()
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments = command
    child.standardError = FileHandle.nullDevice
    try child.run()
    child.waitUntilExit()
    guard child.terminationStatus == 0 else { throw Failure(description: "\(command[0]) failed") }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }
}

/// Speaks HTTP/2 over TLS in front of a ``TestServer``, and names the connection in an `x-connection` field.
final class HTTP2Front: Sendable {
  static let isAvailable = TestProcess.path(of: "nginx") != nil && TestCertificates.isAvailable

  private let listener: ListeningSocket
  private let directory: TemporaryDirectory
  private let process: TestProcess

  init(_ backend: TestServer, certificates: TestCertificates) throws {
    listener = try ListeningSocket()
    directory = try TemporaryDirectory()
    let keys = certificates.directory
    try directory.write(
      """
      daemon off; worker_processes 1; pid \(directory.file("pid"));
      events { worker_connections 2048; }
      http {
        access_log off;
        client_body_temp_path \(directory.file("body")); proxy_temp_path \(directory.file("proxy"));
        fastcgi_temp_path \(directory.file("fastcgi")); uwsgi_temp_path \(directory.file("uwsgi"));
        scgi_temp_path \(directory.file("scgi"));
        server {
          listen 127.0.0.1:\(listener.port) ssl http2;
          ssl_certificate \(keys.file("server.pem")); ssl_certificate_key \(keys.file("server.key"));
          location /large { client_max_body_size 64m; proxy_pass http://127.0.0.1:\(backend.port);
            add_header x-connection $connection always; }
          location / {
            proxy_pass http://127.0.0.1:\(backend.port); proxy_http_version 1.1; proxy_buffering off;
            proxy_set_header Host $http_host; proxy_set_header Connection ""; proxy_read_timeout 1h;
            add_header x-connection $connection always;
          }
        }
      }
      """, to: "nginx.conf")
    let nginx = TestProcess.path(of: "nginx") ?? "nginx"
    process = try TestProcess(
      [nginx, "-p", directory.path, "-e", "stderr", "-c", directory.file("nginx.conf")],
      // The variable names the descriptors of listening sockets that nginx takes over.
      environment: ["NGINX": "0;"], serving: listener)
  }

  var port: Int { listener.port }

  func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }
}

/// A certificate authority for one test, with a server certificate for 127.0.0.1 and `localhost` and a client's.
struct TestCertificates: Sendable {
  static let isAvailable = TestProcess.path(of: "openssl") != nil

  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try makeCertificate("ca", subject: "test authority", extensions: [])
    try makeCertificate("server", subject: "server", extensions: ["subjectAltName=IP:127.0.0.1,DNS:model.example"])
    try makeCertificate("client", subject: "client", extensions: ["extendedKeyUsage=clientAuth"])
  }

  /// The authority's certificate in PEM.
  func authority() throws -> [UInt8] { try directory.read("ca.pem") }

  /// The bytes of a file that belongs to the client: `client.pem` or `client.key`.
  func read(_ name: String) throws -> [UInt8] { try directory.read(name) }

  private func makeCertificate(_ name: String, subject: String, extensions: [String]) throws {
    var command = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", "/CN=\(subject)", "-keyout", directory.file("\(name).key"), "-out", directory.file("\(name).pem"),
    ]
    if name != "ca" { command += ["-CA", directory.file("ca.pem"), "-CAkey", directory.file("ca.key")] }
    for text in extensions { command += ["-addext", text] }
    try TestProcess.run(command)
  }

  /// Makes a certificate for 127.0.0.1 that was valid until yesterday.
  func makeExpired(_ name: String) throws {
    try TestProcess.run([
      "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", directory.file("\(name).key"),
      "-out", directory.file("\(name).csr"),
    ])
    try TestProcess.run([
      "openssl", "x509", "-req", "-in", directory.file("\(name).csr"), "-CA", directory.file("ca.pem"),
      "-CAkey", directory.file("ca.key"), "-days", "-1", "-copy_extensions", "copy",
      "-out", directory.file("\(name).pem"),
    ])
  }

  /// Writes the client's key once more, encrypted.
  func encryptClientKey(to name: String) throws {
    try TestProcess.run([
      "openssl", "pkcs8", "-topk8", "-in", directory.file("client.key"), "-out", directory.file(name),
      "-passout", "pass:secret",
    ])
  }
}

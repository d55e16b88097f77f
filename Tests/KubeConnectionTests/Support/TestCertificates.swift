import Foundation

/// Certificates for one test, made by `openssl`.
struct TestCertificates: Sendable {
  struct Failure: Error { let output: String }

  let folder: TemporaryFolder

  /// Makes a certificate authority, `ca.pem`, and a server's certificate for 127.0.0.1, `server.pem`.
  init() throws {
    folder = try TemporaryFolder()
    try makeAuthority("ca")
    try make("server", extensions: ["subjectAltName=IP:127.0.0.1,DNS:kubernetes"])
  }

  func makeAuthority(_ name: String) throws { try request(name, []) }

  /// Makes `NAME.pem` and `NAME.key`, vouched for by an authority.
  func make(_ name: String, extensions: [String] = ["extendedKeyUsage=clientAuth"], by authority: String = "ca") throws
  {
    try request(
      name,
      ["-CA", folder.file(authority + ".pem"), "-CAkey", folder.file(authority + ".key")]
        + extensions.flatMap { ["-addext", $0] })
  }

  func pem(_ name: String) throws -> [UInt8] { try folder.read(name + ".pem") }
  func key(_ name: String) throws -> [UInt8] { try folder.read(name + ".key") }

  private func request(_ name: String, _ more: [String]) throws {
    try Self.run(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
        "/CN=\(name)", "-keyout", folder.file(name + ".key"), "-out", folder.file(name + ".pem"),
      ] + more)
  }

  static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(output: String(decoding: output, as: UTF8.self)) }
  }
}

import Foundation
import KubeCore
import Synchronization

/// A metrics server that lets nobody ask who does not prove who it is: by a token of OAuth 2, by a signature of Amazon's
/// version 4, which Amazon's own library makes once more, or by a certificate.
///
/// It is a process of its own, and ends with its owner.
final class MetricsPeer: Sendable {
  struct Failure: Error {
    var output: String
  }

  /// All tests ask the same one.
  static let shared = Result { try MetricsPeer() }
  static let isAvailable = ["python3", "openssl"].allSatisfy { program in
    ["/usr/bin", "/usr/local/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// What it says of itself: ports, certificates in PEM, and whether it has the library for signatures.
  let greeting: JSONValue
  private let process: Mutex<Process>
  private let input = Pipe()

  private init() throws {
    let child = Process()
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments = ["python3", "-c", Self.program]
    let output = Pipe()
    (child.standardInput, child.standardOutput) = (input, output)
    try child.run()
    process = Mutex(child)
    var text = ""
    while !text.hasSuffix("\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(output: text) }
      text += String(decoding: more, as: UTF8.self)
    }
    greeting = try JSONParser.parse(text)
  }

  deinit { process.withLock { $0.terminate() } }

  /// The secrets that it knows, and those that it made.
  var secrets: [String: String] {
    ["id": "AKID", "secret": Self.secret, "wrong": "guessed", "token": "session/+="].merging(
      ["authority", "certificate", "key"].map { ($0, greeting[$0]?.string ?? "") }) { $1 }
  }

  var checksSignatures: Bool { greeting["signatures"]?.bool ?? false }

  func url(_ path: String) -> String { "http://127.0.0.1:\(greeting["port"]?.integer ?? 0)\(path)" }

  /// The same behind TLS, with a certificate of the peer's own authority and for clients that have one too.
  func secureURL(_ path: String) -> String { "https://127.0.0.1:\(greeting["tlsPort"]?.integer ?? 0)\(path)" }

  /// It has what has to be escaped, by a form and by a header.
  static let secret = "s3cret:/+&=%é"
}

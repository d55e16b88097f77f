import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import Observability

@testable import ModelServer

/// A model server over an example, with its world in the test's hands.
struct TestServer {
  let service: ModelService
  let server: ModelServer

  init(
    _ set: String, _ version: String, maximumBodySize: Int = 1 << 20,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in },
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) throws {
    let configuration = ModelServerConfiguration(
      modelPath: Examples.path(set, version), modelName: "demo", host: "127.0.0.1", port: 0, revision: "r1",
      maximumBodySize: maximumBodySize)
    service = try ModelService(
      configuration: configuration, registry: MetricsRegistry(),
      effects: ModelServerEffects(sleep: sleep, random: { 0.5 }))
    server = ModelServer(
      service: service, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      onListening: onListening)
  }

  static func body(_ row: [Double], id: String = "a-1") -> ByteBuffer {
    ByteBuffer(
      string: #"{"id":"\#(id)","inputs":[{"name":"features","shape":[1,\#(row.count)],"datatype":"FP64","#
        + #""data":\#(row)}]}"#)
  }
}

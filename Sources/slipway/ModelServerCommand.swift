import ArgumentParser
import Foundation
import ModelServer
import Observability
import ServiceLifecycle
import UnixSignals

struct ModelServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model-server", abstract: "Serve one model file over the Open Inference Protocol.")

  @Option(help: "The path or the file: URI of the model, as Examples/train.py writes it.")
  var model: String

  @Option(help: "The model's name in the protocol and in metrics.")
  var name: String

  @Option(help: "The address to listen on.")
  var host = "0.0.0.0"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @OptionGroup var logs: LogOptions

  private var path: String { model.hasPrefix("file://") ? String(model.dropFirst("file://".count)) : model }

  func run() async throws {
    let logger = logs.makeLogger("slipway.model-server")
    var configuration = ModelServerConfiguration(modelPath: path, modelName: name, host: host, port: port)
    configuration.apply(environment: ProcessInfo.processInfo.environment)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [try ModelServer(configuration: configuration, logger: logger)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}

import ArgumentParser
import Generators
import GeneratorKit

/// What is asked of a model's image.
struct ImageOptions: ParsableArguments {
  @Argument(help: "The model's folder or file.")
  var model: String

  @Option(help: "The name under which the model is served. The name of its folder when absent.")
  var name: String?

  @Option(help: "The model's version: a label of the image, and part of the server's answers.")
  var modelVersion: String?

  @Option(help: "The version of Python. The model's own, or a current one, when absent.")
  var python: String?

  @Option(help: "A version of CUDA, or `any` for the one that goes with the framework.")
  var cuda: String?

  @Option(help: "A package besides those that the model asks for, such as pandas==3.0.0. Can be repeated.")
  var require: [String] = []

  @Option(help: "The port of requests, health and metrics.")
  var port = 8_080

  @Option(help: "A CSV table of samples with names in its first line, from which histograms of features are made.")
  var reference: String?

  @Option(help: "A column of that table that is no feature. Can be repeated.")
  var label: [String] = ["label", "target", "split"]

  func settings(_ folder: ModelFolder) throws -> ImageSettings {
    let path = model.hasSuffix("/") ? String(model.dropLast()) : model
    var settings = ImageSettings(name: name ?? path.split(separator: "/").last.map { Self.stem(of: $0) } ?? "model")
    settings.version = modelVersion
    settings.python = try python.map { try PythonVersion($0, field: "--python") }
    if let cuda {
      settings.accelerator = .cuda(cuda == "any" ? nil : try CUDAVersion(cuda, field: "--cuda"))
    }
    settings.requirements = try require.map { try Requirement($0, field: "--require") }
    settings.port = port
    return settings
  }

  /// A file is called by its name without what follows the dot.
  private static func stem(of name: Substring) -> String { String(name.prefix { $0 != "." }) }

  func features() throws -> [FeatureBounds] {
    guard let reference else { return [] }
    let folder = try ModelFolder(reference)
    let bytes = try folder.bytes(of: folder.files[0].path, from: 0, count: 64 << 20)
    return try FeatureTable(String(decoding: bytes, as: UTF8.self), leavingOut: Set(label), field: "--reference").features
  }
}

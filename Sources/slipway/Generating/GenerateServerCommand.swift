import ArgumentParser
import GeneratorKit
import Generators

struct GenerateServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Write a server for a model, over the Open Inference Protocol, with its tests.")

  @OptionGroup var image: ImageOptions

  @Option(name: .shortAndLong, help: "The folder to write to.")
  var output: String

  func run() throws {
    let folder = try ModelFolder(image.model)
    let inspection = try ModelInspector(folder).inspect()
    var settings = try image.settings(folder)
    settings.serving = .server
    let list = try ImageGenerator(settings, inspection).requirementsFile
    let server = try ServerGenerator(
      settings, inspection, digests: try folder.digests(of: inspection), features: image.features())
    try GeneratedOutput(output).write(server.files() + [list].compactMap { $0 })
  }
}

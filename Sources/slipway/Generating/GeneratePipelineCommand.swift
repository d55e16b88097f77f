public import ArgumentParser
import GeneratorKit
public import Generators

struct GeneratePipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Write a pipeline that tests, builds, scans and pushes a model's image, and waits for the verdict on it.")

  @Argument(help: "Where it runs: github, gitlab or jenkins.")
  var host: Pipeline.Host

  @Option(help: "The name of the ModelDeployment.")
  var name: String

  @Option(name: .shortAndLong, help: "Its namespace.")
  var namespace = "default"

  @Option(help: "Where the image is pushed, without a tag.")
  var repository: String

  @Option(help: "The folder with the Dockerfile, relative to the repository's root.")
  var folder = "image"

  @Option(help: "The branch whose commits are delivered.")
  var branch = "main"

  @Option(help: "The version of Python that the server's tests run with.")
  var python: String?

  @Option(name: .shortAndLong, help: "The root of the repository. Without it the pipeline is printed.")
  var output: String?

  func run() throws {
    var settings = PipelineSettings(
      name: name, namespace: namespace, repository: repository,
      python: try python.map { try PythonVersion($0, field: "--python") })
    settings.folder = try RelativePath(folder, field: "--folder")
    settings.branch = branch
    try GeneratedOutput(output).write([try Pipeline(settings).file(host)])
  }
}

extension Pipeline.Host: ExpressibleByArgument {}

import ArgumentParser
import CurlTransport
import Foundation
import GeneratorKit
import Generators
import KubeCore
import SlipwayAPI

struct GenerateDockerfileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dockerfile", abstract: "Write the image of a model: Dockerfile, packages, server, bill of materials.",
    discussion: """
      The folder that is written is what a builder takes: `docker build FOLDER`, `buildah build FOLDER`. Digests and hashes \
      come from registries and indexes alone, when --resolve and --lock ask them, and are kept in slipway.lock.json and \
      requirements.lock.
      """)

  @OptionGroup var image: ImageOptions

  @Option(name: .shortAndLong, help: "The folder to write to. Without it the Dockerfile is printed.")
  var output: String?

  @Option(help: "What serves the model: server, or \(ServingChoice.runtimes.map(\.name).joined(separator: ", ")).")
  var runtime: String?

  @Argument(parsing: .postTerminator, help: "After `--`, a program of your own that serves the model, word by word.")
  var program: [String] = []

  @Option(help: "A file or folder of that program, relative to this one; it is copied to the output. Can be repeated.")
  var source: [String] = []

  @Option(help: "A base in place of the Python or runtime image, by an exact tag.")
  var base: String?

  @Option(name: .customLong("image-label"), help: "A label of the image, as NAME=VALUE. Can be repeated.")
  var imageLabels: [String] = []

  @Flag(help: "Leave the model out of the image: it is mounted at /mnt/models.")
  var withoutModel = false

  @Flag(help: "Ask the registries for the digests of the images, and write them to slipway.lock.json.")
  var resolve = false

  @Option(help: "A registry that --resolve asks without TLS, such as localhost:5000. Can be repeated.")
  var insecureRegistry: [String] = []

  @Flag(help: "Lock all packages with uv, with the hashes of their files, in requirements.lock.")
  var lock = false

  @Flag(help: "Print why each line of the Dockerfile is there.")
  var explain = false

  func validate() throws {
    guard runtime == nil || program.isEmpty else { throw ValidationError("--runtime and a program exclude each other") }
    guard source.isEmpty || !program.isEmpty else { throw ValidationError("--source needs its program, after `--`") }
    guard !lock || output != nil else { throw ValidationError("--lock needs --output, where the lock is kept") }
    for label in imageLabels where !label.contains("=") {
      throw ValidationError("--image-label: \(label) must be NAME=VALUE")
    }
  }

  func run() async throws {
    let folder = try ModelFolder(image.model)
    let inspection = try ModelInspector(folder).inspect()
    var settings = try settings(folder)
    let target = output.map { OutputFolder($0) }
    settings.lock = try Self.lock(in: target)
    if resolve { try await resolve(&settings, inspection) }
    let locked = try await packages(settings, inspection, target)
    let project = try ImageProject(
      settings, inspection, digests: try folder.digests(of: inspection), features: image.features(), locked: locked)
    for warning in project.image.warnings { Self.note("warning: \(PrintableText.line(warning))") }
    try write(project, folder, settings, target)
  }

  private func settings(_ folder: ModelFolder) throws -> ImageSettings {
    var settings = try image.settings(folder)
    if let runtime { settings.serving = try ServingChoice(runtime, field: "--runtime") }
    if !program.isEmpty { settings.serving = .program(program) }
    settings.sources = try source.map { try RelativePath($0, field: "--source") }
    settings.base = try base.map { try ImageReference($0, field: "--base") }
    settings.includesModel = !withoutModel
    settings.labels = imageLabels.map { text in
      let equals = text.firstIndex(of: "=") ?? text.endIndex
      return (String(text[..<equals]), String(text[equals...].dropFirst()))
    }
    return settings
  }

  // MARK: Locks

  private static func lock(in folder: OutputFolder?) throws -> ImageLock {
    guard let text = folder?.text("slipway.lock.json") else { return ImageLock() }
    return try ImageLock(try JSONParser.parse(text))
  }

  private func resolve(_ settings: inout ImageSettings, _ inspection: ModelInspection) async throws {
    let registry = RegistryClient(client: CurlClient(), insecure: Set(insecureRegistry))
    for image in try ImageGenerator(settings, inspection).images {
      let digest = try await registry.digest(of: image)
      try settings.lock.record(digest, of: image)
      Self.note("\(image) is \(digest)")
    }
  }

  private func packages(
    _ settings: ImageSettings, _ inspection: ModelInspection, _ folder: OutputFolder?
  ) async throws -> [LockedPackage] {
    guard let environment = try ImageGenerator(settings, inspection).environment else { return [] }
    guard lock, let folder else { return try folder?.text("requirements.lock").map { try LockedPackage.parse($0) } ?? [] }
    let requirements = environment.requirements.map { "\($0)\n" }.joined()
    let text = try await PackageLocker().lock(requirements, python: environment.python)
    _ = try folder.write([GeneratedFile(path: "requirements.lock", text: text)])
    return try LockedPackage.parse(text)
  }

  // MARK: Output

  private func write(
    _ project: ImageProject, _ folder: ModelFolder, _ settings: ImageSettings, _ target: OutputFolder?
  ) throws {
    var files = try project.files()
    let dockerfile = files.first { $0.path.text == "Dockerfile" }
    if explain { for reason in dockerfile?.reasons ?? [] { print("\(reason.line): \(reason.text)\n    \(reason.reason)") } }
    guard let target else {
      if !explain { print(dockerfile?.text ?? "", terminator: "") }
      return
    }
    if resolve {
      let json = JSONWriter.write(settings.lock.json, style: .pretty) + [0x0A]
      files.append(GeneratedFile(path: "slipway.lock.json", text: String(decoding: json, as: UTF8.self)))
    }
    // What cannot be copied is said before anything is written.
    if settings.includesModel { try target.copy(model: folder) }
    for source in settings.sources { try target.copy(source: try ModelFolder(source.text), to: source) }
    for path in try target.write(files) { Self.note("wrote \(path)") }
  }

  private static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

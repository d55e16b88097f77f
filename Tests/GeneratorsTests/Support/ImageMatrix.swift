import SlipwayAPI

@testable import Generators

/// Images of all kinds of models, versions, machines and servers.
enum ImageMatrix {
  struct Entry: CustomStringConvertible {
    let name: String
    let settings: ImageSettings
    let inspection: ModelInspection
    var locked: [LockedPackage] = []

    var description: String { name }

    func files() throws -> [GeneratedFile] { try ImageProject(settings, inspection, locked: locked).files() }
  }

  static let all: [Entry] = releases + accelerated + runtimes + programs + variants

  private static let formats: [Framework: ModelFormat] = [
    .sklearn: .sklearn, .xgboost: .xgboost, .lightgbm: .lightgbm, .onnxruntime: .onnx, .tensorflow: .tensorflow,
    .torch: .pytorch, .transformers: .huggingface, .mlflow: .mlflow,
  ]

  static func inspection(_ framework: Framework, _ version: PackageVersion? = nil) -> ModelInspection {
    var inspection = ModelInspection(formats[framework] ?? .custom, framework: framework, path: "model.bin")
    inspection.frameworkVersion = version
    return inspection
  }

  /// Each release of each framework that images can be made for.
  private static let releases = Framework.allCases.flatMap { framework in
    FrameworkMatrix.releases(framework).map { release in
      Entry(
        name: "\(framework.rawValue)-\(release.version)", settings: ImageSettings(name: "fraud"),
        inspection: inspection(framework, release.version))
    }
  }

  private static let accelerated = [Framework.onnxruntime, .tensorflow, .torch, .transformers, .xgboost].flatMap { framework in
    FrameworkMatrix.releases(framework).suffix(2).map { release in
      var settings = ImageSettings(name: "fraud")
      settings.accelerator = .cuda(nil)
      return Entry(
        name: "\(framework.rawValue)-\(release.version)-cuda", settings: settings,
        inspection: inspection(framework, release.version))
    }
  }

  private static let runtimes = ServingChoice.runtimes.flatMap { runtime in
    runtime.formats.map { format in
      var settings = ImageSettings(name: "fraud")
      settings.serving = .runtime(runtime)
      settings.version = "12"
      return Entry(name: "\(runtime.name)-\(format.rawValue)", settings: settings, inspection: ModelInspection(format))
    }
  }

  private static let programs = [["python", "-m", "serve"], ["/bin/sh", "-c", "exec serve --port $PORT | tee log"]]
    .enumerated().map { position, words in
      var settings = ImageSettings(name: "fraud")
      settings.serving = .program(words)
      settings.sources = [RelativePath(known: "serve")]
      return Entry(name: "program-\(position)", settings: settings, inspection: ModelInspection(.custom))
    }

  private static let variants: [Entry] = {
    var entries: [Entry] = []
    func add(_ name: String, _ inspection: ModelInspection = inspection(.sklearn), _ change: (inout ImageSettings) -> Void) {
      var settings = ImageSettings(name: "fraud")
      change(&settings)
      entries.append(Entry(name: name, settings: settings, inspection: inspection))
    }
    add("mounted") { $0.includesModel = false }
    add("labelled") { $0.labels = [("team", "risk $HOME `id` \"quoted\" \\ 🚢"), ("example.com/owner", "ana")] }
    add("other-port-and-user") { ($0.port, $0.user) = (9_000, 65_535) }
    add("own-base") { $0.base = try? ImageReference("registry.example:5000/base/python:3.13-1", field: "base") }
    add("older-python") { $0.python = PythonVersion(11) }
    add("pinned") { $0.lock = lock(["docker.io/library/python:3.13.14-slim-bookworm"]) }
    var locked = Entry(name: "locked", settings: ImageSettings(name: "fraud"), inspection: inspection(.sklearn, "1.9.1"))
    locked.locked = ["fastapi 0.161.1", "prometheus-client 0.26.0", "scikit-learn 1.9.1", "uvicorn 0.54.0"].map { text in
      let words = text.split(separator: " ").map { String($0) }
      return LockedPackage(
        name: words[0], version: PackageVersion(stringLiteral: words[1]), hashes: [String(repeating: "a", count: 64)])
    }
    return entries + [locked]
  }()

  /// A lock of digests that tests make up: none of them is that of an image.
  static func lock(_ images: [String]) -> ImageLock {
    var lock = ImageLock()
    for image in images {
      guard let reference = try? ImageReference(image, field: "image") else { continue }
      try? lock.record("sha256:" + String(repeating: "0", count: 64), of: reference)
    }
    return lock
  }
}

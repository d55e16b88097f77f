import SlipwayAPI

/// Makes the Dockerfile of a model, and what lies beside it.
public struct ImageGenerator {
  static let dockerfile = RelativePath(known: "Dockerfile")
  static let requirements = RelativePath(known: "requirements.txt")
  static let lockedRequirements = RelativePath(known: "requirements.lock")
  static let model = RelativePath(known: "model")
  static let server = RelativePath(known: "slipway_server")

  let settings: ImageSettings
  let inspection: ModelInspection
  let serving: ServingChoice
  /// The Python and the packages; `nil` for images of runtimes, which have their own.
  public let environment: ImageEnvironment?

  /// - Throws: what is wrong with the settings, and versions that do not go together.
  public init(_ settings: ImageSettings, _ inspection: ModelInspection) throws(GeneratorError) {
    try settings.validate()
    self.settings = settings
    self.inspection = inspection
    serving = if let serving = settings.serving { serving } else { try ServingChoice.standard(for: inspection) }
    try serving.check(inspection)
    var planner = EnvironmentPlanner(settings, inspection)
    switch serving {
    case .server: environment = try planner.plan(servesItself: true)
    case .program: environment = try planner.plan(servesItself: false)
    case .runtime: environment = nil
    }
    try Self.checkPickles(inspection)
  }

  /// All warnings: of the model, and of its environment.
  public var warnings: [String] { inspection.warnings + (environment?.warnings ?? []) }

  /// A pickle that runs programs is no model.
  private static func checkPickles(_ inspection: ModelInspection) throws(GeneratorError) {
    for pickle in inspection.pickles where !pickle.dangers.isEmpty {
      throw GeneratorError(
        .unsupported, pickle.path,
        "names \(pickle.dangers.joined(separator: ", ")), which no model needs: nothing is generated that would load it")
    }
  }

  /// The images that the build needs, without digests.
  public var images: [ImageReference] {
    (try? makeDockerfile(lock: ImageLock()))?.images ?? []
  }

  /// The files, sorted by path: the same input gives the same bytes.
  public func files() throws(GeneratorError) -> [GeneratedFile] {
    var files = [try DockerfileWriter.write(try makeDockerfile(lock: settings.lock), to: Self.dockerfile)]
    files.append(BuildIgnore.file(allowing: copied))
    if let list = requirementsFile { files.append(list) }
    if case .runtime(let runtime) = serving, runtime.name == RuntimePreset.tensorflow.name {
      files.append(GeneratedFile(Self.monitoring, "prometheus_config {\n  enable: true\n  path: \"\(runtime.metricsPath)\"\n}\n"))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// `requirements.txt`; `nil` for images of runtimes.
  public var requirementsFile: GeneratedFile? {
    environment.map { GeneratedFile(Self.requirements, $0.requirements.map { "\($0)\n" }.joined()) }
  }

  static let monitoring = RelativePath(known: "monitoring.txt")

  /// What the build may read.
  private var copied: [RelativePath] {
    var copied = settings.includesModel ? [Self.model] : []
    switch serving {
    case .server: copied += [Self.server, RelativePath(known: "settings.json")]
    case .program: copied += settings.sources
    case .runtime(let runtime): if runtime.name == RuntimePreset.tensorflow.name { copied.append(Self.monitoring) }
    }
    if environment != nil {
      copied.append(settings.hasLockedRequirements ? Self.lockedRequirements : Self.requirements)
    }
    return copied
  }
}

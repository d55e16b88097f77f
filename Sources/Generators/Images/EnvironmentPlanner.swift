/// Chooses versions that go together, and says which do not before a build finds out.
struct EnvironmentPlanner {
  private let settings: ImageSettings
  private let inspection: ModelInspection
  private var warnings: [String] = []

  init(_ settings: ImageSettings, _ inspection: ModelInspection) {
    (self.settings, self.inspection) = (settings, inspection)
  }

  mutating func plan(servesItself: Bool) throws(GeneratorError) -> ImageEnvironment {
    let framework = servesItself ? inspection.framework : nil
    let release = try framework.flatMap { framework throws(GeneratorError) in try self.release(of: framework) }
    let (python, reason) = try python(release)
    let cuda = try cuda(framework, release)
    let requirements = try requirements(framework, release, python, servesItself: servesItself)
    return ImageEnvironment(
      python: python, pythonReason: reason, requirements: requirements, cuda: cuda, warnings: warnings)
  }

  // MARK: The framework's release

  /// The version that the requirements name, or that made the model; the newest where neither is known.
  private func version(of framework: Framework) -> PackageVersion? {
    (settings.requirements + inspection.requirements).first { $0.name == framework.package(settings.accelerator) }?.pinned
      ?? inspection.frameworkVersion
  }

  private mutating func release(of framework: Framework) throws(GeneratorError) -> FrameworkRelease? {
    let releases = FrameworkMatrix.releases(framework)
    guard let version = version(of: framework) else { return try newestFitting(releases) }
    if let release = releases.first(where: { $0.version.minor == version.minor }) { return release }
    // Patches of old releases and releases of tomorrow: the nearest known one tells what goes with it.
    warnings.append("\(framework.rawValue) \(version) is not in the table of versions: nothing was checked for it")
    return nil
  }

  /// The newest release that the Python which was asked for has packages of.
  private func newestFitting(_ releases: [FrameworkRelease]) throws(GeneratorError) -> FrameworkRelease? {
    guard let python = settings.python ?? inspection.python else { return releases.last }
    if case .cuda(let cuda?) = settings.accelerator {
      return releases.last { $0.pythons.contains(python.minor) && ($0.cuda.isEmpty || $0.cuda.contains(cuda)) }
        ?? releases.last { $0.pythons.contains(python.minor) } ?? releases.last
    }
    return releases.last { $0.pythons.contains(python.minor) } ?? releases.last
  }

  // MARK: Python

  private mutating func python(
    _ release: FrameworkRelease?
  ) throws(GeneratorError) -> (PythonVersion, String) {
    let fitting = PythonVersion.supported.filter { release?.pythons.contains($0.minor) ?? true }
    guard let newest = fitting.last else { throw conflict(release, "no image of these has been generated for") }
    if let asked = settings.python {
      guard fitting.contains(asked) else { throw conflict(release, "--python asks for \(asked)") }
      return (asked, "It was asked for.")
    }
    if let own = inspection.python {
      if fitting.contains(own) { return (own, "The model was made with it.") }
      warnings.append("the model was made with Python \(own), which cannot be used: \(range(release))")
    }
    guard fitting.contains(.standard) else {
      return (newest, "It is the newest one that \(release?.framework.rawValue ?? "the framework") has packages for.")
    }
    return (.standard, "It is current, and all packages exist for it.")
  }

  private func range(_ release: FrameworkRelease?) -> String {
    guard let release else { return "images are made with Python 3.10 and later" }
    return "\(release.framework.rawValue) \(release.version) has packages for Python 3.\(release.pythons.lowerBound) to "
      + "3.\(release.pythons.upperBound), and images are made with 3.10 and later"
  }

  private func conflict(_ release: FrameworkRelease?, _ fact: String) -> GeneratorError {
    GeneratorError(.conflict, "python", "\(range(release)), but \(fact)")
  }

  // MARK: CUDA

  private func cuda(_ framework: Framework?, _ release: FrameworkRelease?) throws(GeneratorError) -> CUDAVersion? {
    guard case .cuda(let asked) = settings.accelerator, let framework else { return nil }
    guard framework.usesAccelerators else {
      throw GeneratorError(
        .conflict, "accelerator", "\(framework.rawValue) computes on processors alone: leave --cuda out")
    }
    let known = release?.cuda ?? []
    if let asked, !known.isEmpty, !known.contains(asked) {
      throw GeneratorError(
        .conflict, "accelerator",
        "\(framework.rawValue) \(release?.version.text ?? "") is built for CUDA "
          + "\(known.map(\.description).joined(separator: ", ")), but --cuda asks for \(asked)")
    }
    // A framework that brings its own would lie beside a second copy of several gigabytes.
    if framework.bringsCUDA { return nil }
    guard let chosen = asked ?? known.last else {
      throw GeneratorError(.conflict, "accelerator", "it is not known which CUDA \(framework.rawValue) needs: say --cuda")
    }
    return chosen
  }

  // MARK: Packages

  private mutating func requirements(
    _ framework: Framework?, _ release: FrameworkRelease?, _ python: PythonVersion, servesItself: Bool
  ) throws(GeneratorError) -> [Requirement] {
    var byName: [String: Requirement] = [:]
    for requirement in inspection.requirements + settings.requirements { byName[requirement.name] = requirement }
    if servesItself {
      for requirement in ImageEnvironment.serverRequirements where byName[requirement.name] == nil {
        byName[requirement.name] = requirement
      }
    }
    if let framework { add(framework, release, to: &byName) }
    try checkNumpy(release, &byName, python)
    let unpinned = byName.values.filter { $0.pinned == nil }.map(\.name).sorted()
    if !unpinned.isEmpty, !settings.hasLockedRequirements {
      warnings.append("no exact version is known of \(unpinned.joined(separator: ", ")): lock them with --lock")
    }
    return byName.values.sorted { $0.name < $1.name }
  }

  private mutating func add(
    _ framework: Framework, _ release: FrameworkRelease?, to byName: inout [String: Requirement]
  ) {
    let package = framework.package(settings.accelerator)
    if package != framework.rawValue { byName[framework.rawValue] = nil }
    guard byName[package] == nil, !(framework == .mlflow && byName["mlflow-skinny"] != nil) else { return }
    byName[package] = Requirement(package, version(of: framework) ?? release?.version)
    // Transformers computes with PyTorch, and says so nowhere in its requirements.
    if framework == .transformers, byName["torch"] == nil {
      byName["torch"] = Requirement("torch", FrameworkMatrix.releases(.torch).last?.version)
    }
  }

  /// Releases that were compiled for numpy 1 break with numpy 2, which their own requirements often do not say.
  private func checkNumpy(
    _ release: FrameworkRelease?, _ byName: inout [String: Requirement], _ python: PythonVersion
  ) throws(GeneratorError) {
    guard let release, release.needsNumpy1 else { return }
    if let pinned = byName["numpy"]?.pinned, pinned.minor.major >= 2 {
      throw GeneratorError(
        .conflict, "requirements",
        "\(release.framework.rawValue) \(release.version) was built for numpy 1, but numpy \(pinned) is asked for")
    }
    if byName["numpy"] == nil { byName["numpy"] = Requirement("numpy", FrameworkRelease.numpy1) }
  }
}

import SlipwayAPI

extension ImageGenerator {
  private static let environmentFolder = "/opt/venv"
  /// Debian 12's version: a build fails, and does not take another one, once Debian replaces it.
  private static let openMP = "libgomp1=12.2.0-14+deb12u1"
  private static let uv = ImageReference("ghcr.io/astral-sh/uv", tag: "0.9.30")

  func makeDockerfile(lock: ImageLock) throws(GeneratorError) -> Dockerfile {
    var file = Dockerfile()
    if case .runtime(let runtime) = serving {
      try addRuntime(runtime, lock, to: &file)
      return file
    }
    let base = base
    if environment?.cuda != nil { addUV(lock, to: &file) }
    addBuildStage(lock.pinned(base), to: &file)
    addRuntimeStage(lock.pinned(base), to: &file)
    return file
  }

  /// The image that both stages begin with.
  private var base: ImageReference {
    if let base = settings.base { return base }
    if let image = environment?.cuda?.image { return image }
    let python = environment?.python ?? .standard
    return ImageReference("docker.io/library/python", tag: "\(python.exact ?? "\(python)")-slim-bookworm")
  }

  // MARK: Packages

  private func addUV(_ lock: ImageLock, to file: inout Dockerfile) {
    file.append(
      .from(lock.pinned(Self.uv), stage: "uv"),
      because: "uv brings a Python of the wanted version into a CUDA image, which has none or another one.")
  }

  private func addBuildStage(_ base: ImageReference, to file: inout Dockerfile) {
    file.append(
      .from(base, stage: "build"),
      because: "Packages are installed in a stage of their own: what installs them is not in the image. "
        + (environment?.cuda != nil
          ? "The runtime image of CUDA has its libraries and cuDNN, and no compilers, which are gigabytes."
          : environment?.pythonReason ?? ""))
    let quiet = environment?.cuda == nil ? DockerPair("PIP_DISABLE_PIP_VERSION_CHECK", "1") : DockerPair("UV_LINK_MODE", "copy")
    file.append(
      .environment([quiet]),
      because: environment?.cuda == nil
        ? "A build asks no server for what it does not install."
        : "The cache is mounted, and links into it would lead nowhere in the image.")
    file.append(.workingDirectory("/build"), because: "Relative paths below are in this folder.")
    let list = settings.hasLockedRequirements ? Self.lockedRequirements : Self.requirements
    if environment?.cuda != nil { addPythonOfUV(to: &file) } else { addEnvironment(to: &file) }
    file.append(
      .copy(DockerCopy(paths: [list.text], destination: "./")),
      because: "The packages' names come alone, so that the layer below is built anew only when they change.")
    addInstallation(list, to: &file)
  }

  private func addEnvironment(to file: inout Dockerfile) {
    file.append(
      .run(["python", "-m", "venv", "--without-pip", Self.environmentFolder], mounts: []),
      because: "A folder with all packages and nothing else, not even pip: it is copied whole into the image.")
  }

  private func addPythonOfUV(to file: inout Dockerfile) {
    // The patch is the newest that this exact version of uv knows.
    let version = environment?.python.description ?? ""
    file.append(
      .copy(DockerCopy(source: "uv", paths: ["/uv"], destination: "/usr/local/bin/uv")),
      because: "It stays in this stage.")
    file.append(
      .run(["uv", "python", "install", "--install-dir", "/opt/python", version], mounts: [.uv]),
      because: "The version of uv settles the patch. \(environment?.pythonReason ?? "")")
    file.append(
      .environment([DockerPair("UV_PYTHON_INSTALL_DIR", "/opt/python")]), because: "Where the next line finds it.")
    file.append(
      .run(["uv", "venv", "--python", version, Self.environmentFolder], mounts: []),
      because: "A folder with all packages and nothing else: it is copied whole into the image.")
  }

  private func addInstallation(_ list: RelativePath, to file: inout Dockerfile) {
    let python = "\(Self.environmentFolder)/bin/python"
    var command = environment?.cuda != nil
      ? ["uv", "pip", "install", "--python", python] : ["pip", "--python", python, "install"]
    if settings.hasLockedRequirements { command.append("--require-hashes") }
    command += ["--only-binary=:all:", "--requirement", list.text]
    file.append(
      .run(command, mounts: [environment?.cuda != nil ? .uv : .pip]),
      because: (settings.hasLockedRequirements
        ? "Every package must have the hash that was locked. " : "Exact versions; --lock settles their hashes too. ")
        + "Only wheels: nothing is compiled, and no package's setup code is run. "
        + "The cache is mounted, so that it speeds up builds and is in no layer.")
  }

  /// Whether a package needs the system's OpenMP, which the slim images do not have.
  private var needsOpenMP: Bool {
    settings.base == nil && environment?.requirements.contains { $0.name == Framework.lightgbm.rawValue } == true
  }

  // MARK: The image itself

  private func addRuntimeStage(_ base: ImageReference, to file: inout Dockerfile) {
    file.append(.from(base, stage: nil), because: "The same base again: its layers are shared with the build.")
    if needsOpenMP {
      file.append(
        .run(["apt-get", "update"], mounts: [.aptLists, .aptArchives]),
        because: "Debian's list of packages, for the one below. It is mounted, and in no layer.")
    }
    addLabels(to: &file)
    if needsOpenMP {
      file.append(
        .run(["apt-get", "install", "--yes", "--no-install-recommends", Self.openMP], mounts: [.aptLists, .aptArchives]),
        because: "LightGBM's package is the only one that does not bring the library of OpenMP with it.")
    }
    if environment?.cuda != nil {
      file.append(
        .copy(DockerCopy(source: "build", paths: ["/opt/python"], destination: "/opt/python")),
        because: "The Python that the packages were installed for.")
    }
    file.append(
      .copy(DockerCopy(source: "build", paths: [Self.environmentFolder], destination: Self.environmentFolder)),
      because: "All packages, in one layer that changes only with them.")
    file.append(
      .environment([
        DockerPair("PATH", "\(Self.environmentFolder)/bin:/usr/local/bin:/usr/bin:/bin"), DockerPair("HOME", "/tmp"),
        DockerPair("PYTHONDONTWRITEBYTECODE", "1"), DockerPair("PYTHONUNBUFFERED", "1"),
      ]),
      because: "The root file system may be read-only: nothing is written but to /tmp. Logs appear when they are written.")
    file.append(.workingDirectory("/app"), because: "Where the program lies.")
    if case .program(let words) = serving { addProgram(words, to: &file) } else { addServer(to: &file) }
  }

  private func addServer(to file: inout Dockerfile) {
    file.append(
      .copy(DockerCopy(paths: [Self.server.text], destination: "/app/slipway_server")),
      because: "The server: text that is the same for all models.")
    file.append(
      .copy(DockerCopy(paths: ["settings.json"], destination: "/app/settings.json")),
      because: "What differs between models is data that the server reads.")
    addModel(to: &file)
    addUser(settings.user, to: &file)
    file.append(.expose(settings.port), because: "Requests, health and metrics.")
    file.append(
      .healthCheck(DockerHealthCheck(command: ["python", "-m", "slipway_server.check", "\(settings.port)"])),
      because: "For engines without probes of their own: ready means loaded and warm. Kubernetes ignores it.")
    file.append(
      .entryPoint(["python", "-m", "slipway_server"]),
      because: "A list, no shell: the process is the first of its container and gets the signal to stop.")
  }

  private func addProgram(_ words: [String], to file: inout Dockerfile) {
    for source in settings.sources {
      file.append(
        .copy(DockerCopy(paths: [source.text], destination: "/app/\(source.text)")),
        because: "A part of the program that was named.")
    }
    addModel(to: &file)
    addUser(settings.user, to: &file)
    file.append(.expose(settings.port), because: "The port that was named.")
    file.append(.entryPoint(words), because: "The program that was named, word by word: no shell reads it.")
  }

  private func addModel(to file: inout Dockerfile) {
    guard settings.includesModel else { return }
    file.append(
      .copy(DockerCopy(paths: [Self.model.text], destination: RuntimePreset.folder)),
      because: "The model comes last: a new version of it changes this layer alone.")
  }

  private func addUser(_ user: Int, to file: inout Dockerfile) {
    file.append(
      .user(user),
      because: "No rights, and a number: Kubernetes can check runAsNonRoot without the image's list of users.")
  }

  // MARK: Runtimes

  private func addRuntime(_ runtime: RuntimePreset, _ lock: ImageLock, to file: inout Dockerfile) throws(GeneratorError) {
    let name = settings.accelerator == .none ? runtime.image : runtime.acceleratedImage ?? runtime.image
    let base = if let base = settings.base { base } else { try ImageReference(name ?? "", field: "runtime") }
    file.append(.from(lock.pinned(base), stage: nil), because: "\(runtime.title), by an exact version.")
    addLabels(to: &file)
    if runtime.name == RuntimePreset.tensorflow.name {
      file.append(
        .copy(DockerCopy(paths: [Self.monitoring.text], destination: "/etc/slipway/monitoring.txt")),
        because: "The switch without which it has no metrics.")
    }
    addModel(to: &file)
    let variables = runtime.variables(inspection.format)
    if !variables.isEmpty {
      file.append(
        .environment(variables.map { DockerPair($0.name, filled($0.value)) }),
        because: "Its settings: the model, the ports, and where it may write.")
    }
    addUser(runtime.user ?? settings.user, to: &file)
    file.append(.expose(runtime.port), because: "Requests and health.")
    if let port = runtime.metricsPort { file.append(.expose(port), because: "Metrics have a port of their own.") }
    if !runtime.command.isEmpty {
      file.append(.entryPoint(runtime.command.map(filled)), because: "The server itself, without a shell around it.")
    }
    if !runtime.arguments.isEmpty {
      file.append(
        .arguments(runtime.arguments.map(filled)),
        because: "The model, the ports, and the switch that turns metrics on where one is needed.")
    }
  }

  private func filled(_ text: RuntimeText) -> String {
    text.filled(model: settings.name, folder: folder)
  }

  /// Where the runtime looks for the model: a SavedModel is found by the folder above its versions.
  private var folder: String { RuntimePreset.folder }

  // MARK: Labels

  private func addLabels(to file: inout Dockerfile) {
    var labels = [
      DockerPair("org.opencontainers.image.title", settings.name),
      DockerPair("dev.slipway.model.format", inspection.format.rawValue),
    ]
    if let version = settings.version { labels.append(DockerPair("org.opencontainers.image.version", version)) }
    if let version = inspection.frameworkVersion {
      labels.append(DockerPair("dev.slipway.model.framework", "\(inspection.framework?.rawValue ?? "") \(version)"))
    }
    labels += settings.labels.sorted { $0.name < $1.name }.map { DockerPair($0.name, $0.value) }
    file.append(.labels(labels), because: "What the image is, for those who find it in a registry.")
  }
}

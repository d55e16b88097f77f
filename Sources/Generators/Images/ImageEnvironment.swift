/// The Python and the packages of an image, settled before anything is built.
public struct ImageEnvironment: Sendable, Hashable {
  public let python: PythonVersion
  /// Why this version of Python.
  public let pythonReason: String
  /// The packages that are asked for directly, sorted, each once.
  public let requirements: [Requirement]
  /// The version of CUDA; `nil` without an accelerator, and where the packages bring it.
  public let cuda: CUDAVersion?
  /// What people should know before they build.
  public let warnings: [String]

  /// The packages of the generated server.
  static let serverRequirements = [
    Requirement("fastapi", "0.161.1"), Requirement("prometheus-client", "0.26.0"), Requirement("uvicorn", "0.54.0"),
  ]
}

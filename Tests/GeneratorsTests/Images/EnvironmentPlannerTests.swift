import SlipwayAPI
import Testing

@testable import Generators

@Suite struct EnvironmentPlannerTests {
  private func environment(
    _ framework: Framework, _ version: PackageVersion? = nil, _ change: (inout ImageSettings, inout ModelInspection) -> Void
  ) throws -> ImageEnvironment {
    var settings = ImageSettings(name: "fraud")
    var inspection = ImageMatrix.inspection(framework, version)
    change(&settings, &inspection)
    return try #require(try ImageGenerator(settings, inspection).environment)
  }

  struct Conflict: CustomStringConvertible {
    let framework: Framework
    let version: PackageVersion
    var python: Int?
    var cuda: CUDAVersion?
    var requirement: String?
    let field: String
    let message: String

    var description: String { "\(framework.rawValue) \(version): \(message)" }
  }

  @Test("what does not go together is said before a build", arguments: [
    Conflict(framework: .sklearn, version: "1.2.2", python: 13, field: "python",
      message: "scikit-learn 1.2.2 has packages for Python 3.8 to 3.11, and images are made with 3.10 and later, but --python asks for 3.13"),
    Conflict(framework: .torch, version: "2.0.1", python: 12, field: "python", message: "3.8 to 3.11"),
    Conflict(framework: .tensorflow, version: "2.12.1", python: 12, field: "python", message: "3.8 to 3.11"),
    Conflict(framework: .xgboost, version: "3.4.1", python: 11, field: "python", message: "3.12 to 3.14"),
    Conflict(framework: .torch, version: "2.6.0", cuda: CUDAVersion(13, 0), field: "accelerator",
      message: "torch 2.6.0 is built for CUDA 11.8, 12.4, 12.6, but --cuda asks for 13.0"),
    Conflict(framework: .tensorflow, version: "2.18.1", cuda: CUDAVersion(12, 9), field: "accelerator", message: "CUDA 12.5"),
    Conflict(framework: .sklearn, version: "1.9.1", cuda: CUDAVersion(12, 6), field: "accelerator",
      message: "scikit-learn computes on processors alone"),
    Conflict(framework: .sklearn, version: "1.2.2", requirement: "numpy==2.1.0", field: "requirements",
      message: "scikit-learn 1.2.2 was built for numpy 1, but numpy 2.1.0 is asked for"),
  ])
  func conflicts(conflict: Conflict) throws {
    do {
      _ = try environment(conflict.framework, conflict.version) { settings, _ in
        settings.python = conflict.python.map { PythonVersion($0) }
        if let cuda = conflict.cuda { settings.accelerator = .cuda(cuda) }
        if let text = conflict.requirement { settings.requirements = [Requirement("numpy", PackageVersion(String(text.dropFirst(7))))] }
      }
      Issue.record("nothing was said")
    } catch let error as GeneratorError {
      #expect(error.field == conflict.field && error.code == .conflict)
      #expect(error.message.contains(conflict.message), "\(error.message)")
    }
  }

  @Test func pythonIsTheModelsOwnWhereThatGoes() throws {
    let own = try environment(.sklearn, "1.9.1") { $1.python = PythonVersion(11) }
    #expect(own.python == PythonVersion(11) && own.warnings.isEmpty)
    let old = try environment(.sklearn, "1.0.2") { $1.python = PythonVersion(8) }
    #expect(old.python == PythonVersion(10))
    #expect(old.warnings.contains { $0.hasPrefix("the model was made with Python 3.8, which cannot be used") })
    #expect(try environment(.sklearn) { _, _ in }.python == .standard)
    #expect(try environment(.tensorflow, "2.16.2") { _, _ in }.python == PythonVersion(12))
  }

  @Test func theNewestReleaseThatGoesWithPythonIsTaken() throws {
    let environment = try environment(.sklearn) { settings, _ in settings.python = PythonVersion(10) }
    #expect(environment.requirements.first { $0.name == "scikit-learn" }?.pinned == "1.7.2")
  }

  @Test func releasesForNumpy1GetIt() throws {
    let environment = try environment(.sklearn, "1.2.2") { _, _ in }
    #expect(environment.requirements.first { $0.name == "numpy" }?.pinned == FrameworkRelease.numpy1)
  }

  @Test func whatBringsItsOwnCUDAGetsNoSecondOne() throws {
    for framework in [Framework.torch, .transformers, .xgboost] {
      #expect(try environment(framework) { settings, _ in settings.accelerator = .cuda(nil) }.cuda == nil)
    }
    let onnx = try environment(.onnxruntime) { settings, _ in settings.accelerator = .cuda(CUDAVersion(12, 6)) }
    #expect(onnx.cuda == CUDAVersion(12, 6) && onnx.requirements.contains { $0.name == "onnxruntime-gpu" })
    #expect(!onnx.requirements.contains { $0.name == "onnxruntime" })
  }

  @Test func unknownReleasesAreSaidToBe() throws {
    let environment = try environment(.sklearn, "7.0.0") { _, _ in }
    #expect(environment.warnings == ["scikit-learn 7.0.0 is not in the table of versions: nothing was checked for it"])
    #expect(environment.requirements.first { $0.name == "scikit-learn" }?.pinned == "7.0.0")
  }

  @Test func everyReleaseCanBeServed() throws {
    for framework in Framework.allCases {
      for release in FrameworkMatrix.releases(framework) {
        #expect(throws: Never.self) { try environment(framework, release.version) { _, _ in } }
        #expect(release.cuda.allSatisfy { $0.image != nil } && release.cuda == release.cuda.sorted())
      }
      let versions = FrameworkMatrix.releases(framework).map(\.version.minor)
      #expect(versions == versions.sorted() && Set(versions).count == versions.count)
    }
  }
}

import Foundation
public import Generators
import Subprocess
import SystemPackage

/// Locks packages with `uv`, which finds out what goes together, and writes down the hash of each file.
public struct PackageLocker: Sendable {
  private static let outputLimit = 16 << 20
  /// The oldest Linux that wheels must run on: that of the base images is newer.
  private static let platform = "x86_64-manylinux_2_28"

  public init() {}

  /// Locks the requirements of a folder.
  ///
  /// - Returns: the text of `requirements.lock`.
  /// - Throws: what uv says, and where to get it when it is not there.
  public func lock(_ requirements: String, python: PythonVersion) async throws(GeneratorError) -> String {
    let arguments = [
      "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--generate-hashes", "--only-binary=:all:",
      "--python-version", python.description, "--python-platform", Self.platform, "-",
    ]
    do {
      let result = try await Subprocess.run(
        .name("uv"), arguments: Arguments(arguments), input: .string(requirements),
        output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit))
      guard result.terminationStatus.isSuccess else {
        throw GeneratorError(.conflict, "requirements.txt", "cannot be locked: \(result.standardError)")
      }
      return result.standardOutput
    } catch let error as GeneratorError {
      throw error
    } catch {
      throw GeneratorError(.unsupported, "--lock", "needs uv on the PATH (pip install uv): \(error)")
    }
  }
}

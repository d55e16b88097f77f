import Crypto
import Foundation
public import Generators
import KubeCore

extension ModelFolder {
  private static let chunk = 1 << 20

  /// The SHA-256 of each file whose loading runs code, by path.
  public func digests(of inspection: ModelInspection) throws(GeneratorError) -> [String: String] {
    var digests: [String: String] = [:]
    for pickle in inspection.pickles { digests[pickle.path] = try digest(of: pickle.path) }
    return digests
  }

  private func digest(of path: String) throws(GeneratorError) -> String {
    guard let handle = FileHandle(forReadingAtPath: location(of: path)) else {
      throw GeneratorError(.unreadable, path, "cannot be read")
    }
    defer { try? handle.close() }
    var hash = SHA256()
    do {
      while let data = try handle.read(upToCount: Self.chunk), !data.isEmpty { hash.update(data: data) }
    } catch {
      throw GeneratorError(.unreadable, path, "cannot be read")
    }
    return hash.finalize().hexadecimal
  }
}

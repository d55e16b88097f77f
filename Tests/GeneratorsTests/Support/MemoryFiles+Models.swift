import Foundation
import Testing

extension MemoryFiles {
  /// Models that their frameworks saved: Models/make.py.
  static func model(_ name: String, as path: String? = nil) throws -> [String: [UInt8]] {
    let folder = try #require(Bundle.module.url(forResource: "Models", withExtension: nil))
    return [path ?? name: Array(try Data(contentsOf: folder.appending(component: name)))]
  }
}

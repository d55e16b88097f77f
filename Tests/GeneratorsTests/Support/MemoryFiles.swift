import KubeConnection
import KubeCore

@testable import Generators

/// A model's folder in memory.
struct MemoryFiles: ModelFiles {
  private let contents: [String: [UInt8]]
  let files: [ModelFile]

  init(_ contents: [String: [UInt8]]) {
    self.contents = contents
    files = contents.map { ModelFile(path: $0.key, size: $0.value.count) }.sorted()
  }

  init(texts: [String: String]) { self.init(texts.mapValues { Array($0.utf8) }) }

  func bytes(of path: String, from offset: Int, count: Int) throws(GeneratorError) -> [UInt8] {
    let bytes = contents[path] ?? []
    let start = min(max(0, offset), bytes.count)
    return Array(bytes[start..<start + min(max(0, count), bytes.count - start)])
  }

  func document(_ path: String) throws(GeneratorError) -> JSONValue {
    do throws(ConnectionError) {
      return try YAMLParser.documents(String(decoding: contents[path] ?? [], as: UTF8.self)).first ?? .null
    } catch {
      throw GeneratorError(.unreadable, path, "is no YAML")
    }
  }
}

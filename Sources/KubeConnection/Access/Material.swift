/// The content of a certificate, a key or a bundle: given whole, or as a file that is looked at again.
public enum Material: Sendable, Hashable {
  /// PEM bytes that stay as they are.
  case bytes(Secret<[UInt8]>)
  /// The path of a file that may change while the program runs.
  case file(String)

  /// PEM bytes that stay as they are.
  public static func bytes(_ bytes: [UInt8]) -> Material { .bytes(Secret(bytes)) }

  /// The path, where the content comes from a file.
  var path: String? { if case .file(let path) = self { path } else { nil } }

  /// - Throws: `.unreadableFile` for a file that is not there, or is empty.
  func read() throws(ConnectionError) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return bytes.value
    case .file(let path):
      let content = try LocalFile.read(path)
      guard !content.isEmpty else { throw ConnectionError(.unreadableFile, "the file is empty", file: path) }
      return content
    }
  }
}

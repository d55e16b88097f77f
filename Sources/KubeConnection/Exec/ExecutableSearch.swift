import FoundationEssentials

/// Finds programs as a shell does, but never in a folder that is given relative to the current one.
struct ExecutableSearch: Sendable {
  private let folders: [String]

  /// - Parameter path: the value of `PATH`.
  init(path: String?) {
    folders = (path ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  /// The file that a command leads to; `nil` when there is none that may be executed.
  func find(_ command: String) -> String? {
    let candidates = command.contains("/") ? [command] : folders.map { $0 + "/" + command }
    return candidates.map(Self.normalise).first(where: Self.isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
      && FileManager.default.isExecutableFile(atPath: path)
  }

  /// The shortest form of a path, without `.`, `..` and repeated slashes where they can be resolved without the disk.
  static func normalise(_ path: String) -> String {
    guard !path.isEmpty else { return "." }
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    return joined.isEmpty ? "." : joined
  }
}

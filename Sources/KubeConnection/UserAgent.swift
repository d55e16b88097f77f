/// What a program calls itself to the server: `NAME/VERSION (OS/ARCHITECTURE)`, the form of Kubernetes' own programs.
public struct UserAgent: Sendable, Hashable, CustomStringConvertible {
  /// The field's value.
  public let description: String

  /// Creates a user agent. Characters that cannot stand in it are replaced by `-`.
  public init(_ name: String, version: String) {
    description = "\(Self.token(name))/\(Self.token(version)) (\(Self.system)/\(Self.architecture))"
  }

  /// That of this process, by the name that it was started by.
  public static let process = UserAgent(
    CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "", version: "unknown")

  private static func token(_ text: String) -> String {
    let characters = text.unicodeScalars.map { scalar -> Character in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._+".unicodeScalars.contains(scalar))
        ? Character(scalar) : "-"
    }
    return characters.isEmpty ? "unknown" : String(characters)
  }

  private static var system: String {
    #if os(Linux)
      "linux"
    #elseif os(macOS)
      "darwin"
    #else
      "other"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "amd64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}

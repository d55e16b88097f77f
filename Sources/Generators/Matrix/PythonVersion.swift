/// A minor version of Python 3.
public struct PythonVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The second number: 12 of 3.12.
  public let minor: Int

  init(_ minor: Int) { self.minor = minor }

  /// Reads `3.12`, `3.12.4` or `==3.12.4`; the patch is the image's to choose.
  ///
  /// - Parameter field: is named in the error.
  public init(_ text: String, field: String) throws(GeneratorError) {
    let numbers = text.drop { $0 == "=" || $0 == " " }.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(numbers.count), numbers[0] == "3", let minor = Int(numbers[1]), (0...99).contains(minor),
      numbers.allSatisfy({ $0.utf8.count <= 3 && $0.utf8.allSatisfy { (48...57).contains($0) } && !$0.isEmpty })
    else { throw .invalid(field, text, "must be a version of Python such as 3.13") }
    self.init(minor)
  }

  /// The exact patch of each minor version that there is a slim image of. All were seen in use with these tags.
  private static let patches = [10: 20, 11: 15, 12: 13, 13: 14, 14: 6]

  /// The minor versions that images can be built on: what the server's own packages need is 3.10.
  public static let supported: [PythonVersion] = patches.keys.sorted().map { PythonVersion($0) }

  /// What is taken when nothing else decides.
  static let standard = PythonVersion(13)

  /// The exact version; `nil` for one that there is no image of.
  var exact: String? { Self.patches[minor].map { "3.\(minor).\($0)" } }

  public static func < (left: PythonVersion, right: PythonVersion) -> Bool { left.minor < right.minor }

  public var description: String { "3.\(minor)" }

  /// Whether there are images of it.
  func check(_ field: String) throws(GeneratorError) {
    guard !Self.supported.contains(self) else { return }
    throw .invalid(
      field, description, "must be one of \(Self.supported.map(\.description).joined(separator: ", "))")
  }
}

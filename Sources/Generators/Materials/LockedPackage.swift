/// A package of a lock file: an exact version, and the hashes of the files that it may be installed from.
public struct LockedPackage: Sendable, Hashable {
  public let name: String
  public let version: PackageVersion
  /// SHA-256, in hexadecimal.
  public let hashes: [String]

  /// Reads `requirements.lock`, as `uv pip compile --generate-hashes` and `pip-compile` write it.
  ///
  /// - Throws: the line that holds no exact version or no hash: such a lock would lock nothing.
  public static func parse(_ text: String) throws(GeneratorError) -> [LockedPackage] {
    var packages: [LockedPackage] = []
    for line in LogicalLine.all(of: text) {
      let package = try package(line.text, field: "requirements.lock line \(line.number)")
      if let package { packages.append(package) }
    }
    return packages.sorted { $0.name < $1.name }
  }

  private static func package(_ line: String, field: String) throws(GeneratorError) -> LockedPackage? {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }
    guard !words.isEmpty else { return nil }
    let hashes = words.filter { $0.hasPrefix("--hash=sha256:") }.map { String($0.dropFirst(14)) }
    let text = words.filter { !$0.hasPrefix("--hash=") }.joined(separator: " ")
    let requirement = try Requirement(text, field: field)
    guard let version = requirement.pinned, !hashes.isEmpty, hashes.allSatisfy({ ImageReference.isDigest("sha256:\($0)") })
    else { throw .invalid(field, text, "must be an exact version with SHA-256 hashes") }
    return LockedPackage(name: requirement.name, version: version, hashes: hashes)
  }
}

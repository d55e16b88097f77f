/// A semantic version (semver.org 2.0).
public struct SemanticVersion: Sendable {
  let major: UInt64
  let minor: UInt64
  let patch: UInt64
  /// The dot-separated parts after `-`.
  let prerelease: [Substring]
  let build: [Substring]

  init(_ text: String) throws(EvaluationError) {
    guard !text.isEmpty else { throw EvaluationError("Version string empty") }
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw EvaluationError("No Major.Minor.Patch elements found") }
    major = try Self.number(parts[0], "Major")
    minor = try Self.number(parts[1], "Minor")
    var rest = parts[2]
    var build: Substring?
    var prerelease: Substring?
    if let plus = rest.firstIndex(of: "+") {
      build = rest[rest.index(after: plus)...]
      rest = rest[..<plus]
    }
    if let dash = rest.firstIndex(of: "-") {
      prerelease = rest[rest.index(after: dash)...]
      rest = rest[..<dash]
    }
    patch = try Self.number(rest, "Patch")
    self.prerelease = prerelease?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    self.build = build?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    for part in self.prerelease {
      if part.isEmpty { throw EvaluationError("Prerelease is empty") }
      guard part.utf8.allSatisfy(Self.isIdentifier) else {
        throw EvaluationError("Invalid character(s) found in prerelease \(GoText.quoted(String(part)))")
      }
      if part.utf8.count > 1, part.utf8.first == 48, part.utf8.allSatisfy({ (48...57).contains($0) }) {
        throw EvaluationError(
          "Numeric PreRelease version must not contain leading zeroes \(GoText.quoted(String(part)))")
      }
    }
    for part in self.build {
      if part.isEmpty { throw EvaluationError("Build meta data is empty") }
      guard part.utf8.allSatisfy(Self.isIdentifier) else {
        throw EvaluationError("Invalid character(s) found in build meta data \(GoText.quoted(String(part)))")
      }
    }
  }

  /// Parses what is nearly a version: with a `v` before it, leading zeros, or less than three numbers.
  init(normalizing text: String) throws(EvaluationError) {
    let bare = text.hasPrefix("v") ? text.dropFirst() : Substring(text)
    var parts = bare.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map { part in
      guard part.count > 1 else { return String(part) }
      let trimmed = part.drop { $0 == "0" }
      return trimmed.first.map { $0.isASCII && $0.isNumber } == true ? String(trimmed) : "0" + trimmed
    }
    if parts.count < 3 {
      if parts.last?.contains(where: { $0 == "+" || $0 == "-" }) == true {
        throw EvaluationError("short version cannot contain PreRelease/Build meta data")
      }
      while parts.count < 3 { parts.append("0") }
    }
    try self.init(parts.joined(separator: "."))
  }

  private static func number(_ text: Substring, _ part: String) throws(EvaluationError) -> UInt64 {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw EvaluationError("Invalid character(s) found in \(part.lowercased()) number \(GoText.quoted(String(text)))")
    }
    if text.utf8.count > 1, text.utf8.first == 48 {
      throw EvaluationError("\(part) number must not contain leading zeroes \(GoText.quoted(String(text)))")
    }
    guard let number = UInt64(text) else {
      let reason = text.isEmpty ? "invalid syntax" : "value out of range"
      throw EvaluationError("strconv.ParseUint: parsing \(GoText.quoted(String(text))): \(reason)")
    }
    return number
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
  }

  /// Negative, zero or positive, by precedence: build metadata does not count.
  func compare(_ other: SemanticVersion) -> Int {
    for (first, second) in [(major, other.major), (minor, other.minor), (patch, other.patch)] where first != second {
      return first < second ? -1 : 1
    }
    if prerelease.isEmpty || other.prerelease.isEmpty {
      return prerelease.isEmpty == other.prerelease.isEmpty ? 0 : prerelease.isEmpty ? 1 : -1
    }
    for (first, second) in zip(prerelease, other.prerelease) where first != second {
      switch (UInt64(first), UInt64(second)) {
      case (let first?, let second?): return first < second ? -1 : 1
      case (_?, nil): return -1
      case (nil, _?): return 1
      default: return first < second ? -1 : 1
      }
    }
    return prerelease.count - other.prerelease.count
  }

  var text: String {
    let head = "\(major).\(minor).\(patch)"
    return head + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
      + (build.isEmpty ? "" : "+" + build.joined(separator: "."))
  }
}

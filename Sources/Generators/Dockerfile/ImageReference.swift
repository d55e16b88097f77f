/// The name of a container image: `registry/repository:tag@digest`.
///
/// The grammar is that of `github.com/distribution/reference`. Here a tag or a digest is required, and `latest`, which says
/// nothing, is refused.
public struct ImageReference: Sendable, Hashable, CustomStringConvertible {
  /// Registry and repository, such as `docker.io/library/python` or `python`.
  public let repository: String
  public let tag: String?
  /// `sha256:` and 64 hexadecimal digits.
  public let digest: String?

  /// - Parameter field: is named in the error.
  public init(_ text: String, field: String) throws(GeneratorError) {
    guard text.utf8.count <= 512 else { throw .invalid(field, text, "must be at most 512 bytes") }
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let (name, tag) = Self.splitTag(halves[0])
    let digest = halves.count == 2 ? String(halves[1]) : nil
    guard Self.isRepository(name) else { throw .invalid(field, text, "must begin with a repository in lower case") }
    if let tag, !Self.isTag(tag) {
      throw .invalid(field, text, "must have a tag of at most 128 letters, digits, dots, dashes and underscores")
    }
    if let digest, !Self.isDigest(digest) { throw .invalid(field, text, "must have a digest of the form sha256:...") }
    guard digest != nil || (tag != nil && tag != "latest") else {
      throw .invalid(field, text, "must name an exact tag or a digest: what stands behind `latest` changes")
    }
    (repository, self.tag, self.digest) = (String(name), tag.map { String($0) }, digest)
  }

  /// An image that is written in this program.
  init(_ repository: StaticString, tag: String) { (self.repository, self.tag, digest) = ("\(repository)", tag, nil) }

  private init(repository: String, tag: String?, digest: String?) {
    (self.repository, self.tag, self.digest) = (repository, tag, digest)
  }

  /// The same image, held to what a registry said that it is.
  ///
  /// - Returns: `nil` for text that is no digest.
  public func pinned(to digest: String) -> ImageReference? {
    guard Self.isDigest(digest) else { return nil }
    return ImageReference(repository: repository, tag: tag, digest: digest)
  }

  /// The image without a digest.
  public var unpinned: ImageReference { ImageReference(repository: repository, tag: tag, digest: nil) }

  public var description: String { repository + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "") }
}

// MARK: - Grammar

extension ImageReference {
  /// A colon after the last slash begins the tag; before it, the port of a registry.
  private static func splitTag(_ text: Substring) -> (Substring, Substring?) {
    let start = text.lastIndex(of: "/") ?? text.startIndex
    guard let colon = text[start...].firstIndex(of: ":") else { return (text, nil) }
    return (text[..<colon], text[text.index(after: colon)...])
  }

  private static func isRepository(_ text: Substring) -> Bool {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 255, let first = parts.first else { return false }
    if parts.count > 1, first.contains(".") || first.contains(":") || first == "localhost" {
      guard isRegistry(first) else { return false }
      parts.removeFirst()
    }
    return parts.allSatisfy(isComponent)
  }

  private static func isRegistry(_ text: Substring) -> Bool {
    let halves = text.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count <= 2, let host = halves.first else { return false }
    if halves.count == 2 {
      guard (1...5).contains(halves[1].utf8.count), halves[1].utf8.allSatisfy(isDigit) else { return false }
    }
    return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { isLower($0) || isUpper($0) || isDigit($0) || $0 == 45 }
        && label.first != "-" && label.last != "-"
    }
  }

  /// Lower-case letters and digits, joined by a dot, one or two underscores, or any number of dashes.
  private static func isComponent(_ text: Substring) -> Bool {
    var joint = ""
    var isStart = true
    for byte in text.utf8 {
      if isLower(byte) || isDigit(byte) {
        guard ["", ".", "_", "__"].contains(joint) || joint.allSatisfy({ $0 == "-" }) else { return false }
        if isStart, !joint.isEmpty { return false }
        (joint, isStart) = ("", false)
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
        joint.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        return false
      }
    }
    return !isStart && joint.isEmpty
  }

  private static func isTag(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (1...128).contains(text.utf8.count) else { return false }
    return isWord(first) && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }

  /// Whether a text is the digest of an image.
  public static func isDigest(_ text: String) -> Bool {
    text.hasPrefix("sha256:") && text.utf8.count == 71
      && text.utf8.dropFirst(7).allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }

  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isWord(_ byte: UInt8) -> Bool {
    isLower(byte) || isUpper(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }
}

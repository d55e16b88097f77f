import KubeCore

/// What is asked of an image.
public struct ImageSettings: Sendable {
  /// The longest name of a model: what stands in request paths and labels of metrics.
  private static let longestName = 128
  /// What lies beside a program already.
  private static let written: Set<String> = [
    ".dockerignore", "Dockerfile", "model", "requirements.lock", "requirements.txt", "sbom.cdx.json", "slipway.lock.json",
  ]

  /// The name under which the model is served.
  public var name: String
  /// The model's version, for people: a label of the image.
  public var version: String?
  /// What serves it; picked from the format when `nil`.
  public var serving: ServingChoice?
  /// The version of Python; the model's own, or a current one that goes with its framework, when `nil`.
  public var python: PythonVersion?
  public var accelerator: Accelerator = .none
  /// A base in place of the Python image, which must have the same Python under `/usr/local/bin/python`.
  public var base: ImageReference?
  /// Packages besides those that the model asks for.
  public var requirements: [Requirement] = []
  /// Whether the model goes into the image; otherwise it is mounted.
  public var includesModel = true
  public var port = 8_080
  /// The numeric user and group.
  public var user = 10_001
  /// Labels besides those that every image gets.
  public var labels: [(name: String, value: String)] = []
  /// Folders and files of the user's own program.
  public var sources: [RelativePath] = []
  public var lock = ImageLock()
  /// Whether `requirements.lock` lies beside the Dockerfile, with the hash of every package.
  public var hasLockedRequirements = false

  public init(name: String) { self.name = name }

  /// Checks what a value alone tells.
  ///
  /// - Throws: the first field that is not allowed.
  func validate() throws(GeneratorError) {
    try Self.checkName(name, field: "name")
    if let version, !PrintableText.isOneLine(version) || !(1...128).contains(version.utf8.count) {
      throw .invalid("version", version, "must be one line of printable text of at most 128 bytes")
    }
    guard (1_024...65_535).contains(port) else {
      throw .invalid("port", "\(port)", "must be from 1024 to 65535: a user without rights can open no other")
    }
    guard (1...65_535).contains(user) else { throw .invalid("user", "\(user)", "must be from 1 to 65535: 0 is root") }
    if let python { try python.check("python") }
    try checkLabels()
    try checkProgram()
  }

  /// A model's name is part of paths, labels and file names, so it is held to what all of them allow.
  static func checkName(_ name: String, field: String) throws(GeneratorError) {
    let isGood = name.utf8.first.map { $0 != 0x2D && $0 != 0x2E && $0 != 0x5F } == true
      && name.utf8.count <= longestName
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    guard isGood else {
      throw .invalid(field, name, "must be 1 to \(longestName) letters, digits, dashes, dots and underscores")
    }
  }

  private func checkLabels() throws(GeneratorError) {
    for label in labels {
      guard NameRule.qualifiedName.allows(label.name) || NameRule.subdomain.allows(label.name) else {
        throw .invalid("labels", label.name, "must be letters, digits, dashes, dots and underscores")
      }
      guard !label.name.hasPrefix("org.opencontainers.image."), !label.name.hasPrefix("dev.slipway.") else {
        throw .invalid("labels", label.name, "must not begin with org.opencontainers.image. or dev.slipway.")
      }
    }
  }

  private func checkProgram() throws(GeneratorError) {
    guard case .program(let words)? = serving else { return }
    guard (1...64).contains(words.count), words.first?.isEmpty == false else {
      throw .invalid("program", words.joined(separator: " "), "must be 1 to 64 words, the first of them a program")
    }
    for word in words where word.utf8.count > 4_096 || word.utf8.contains(0) {
      throw .invalid("program", word, "must be words of at most 4096 bytes, without a null character")
    }
    for source in sources where Self.written.contains(String(source.text.prefix { $0 != "/" })) {
      throw .invalid("source", source.text, "must have another name: a file of this name is written")
    }
  }
}

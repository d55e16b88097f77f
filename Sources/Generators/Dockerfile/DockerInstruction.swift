/// One instruction of a Dockerfile, as a value: none of its parts is ever read by a shell.
public enum DockerInstruction: Sendable, Hashable {
  /// Begins a stage, which later ones may copy from.
  case from(ImageReference, stage: String?)
  case environment([DockerPair])
  case workingDirectory(String)
  case copy(DockerCopy)
  case run([String], mounts: [CacheMount])
  case labels([DockerPair])
  /// Numeric, so that `runAsNonRoot` can be checked without the image's own list of users.
  case user(Int)
  case expose(Int)
  case healthCheck(DockerHealthCheck)
  /// The program, and what it is called with always.
  case entryPoint([String])
  /// What the program is called with unless a container says otherwise.
  case arguments([String])
}

/// A name and a value of an environment or of labels.
public struct DockerPair: Sendable, Hashable {
  public let name: String
  public let value: String

  init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// Files that come into the image.
public struct DockerCopy: Sendable, Hashable {
  /// Where they come from: an earlier stage, another image; the folder of the build when `nil`.
  public var source: String?
  public var paths: [String]
  public var destination: String
}

/// A folder that one build hands on to the next, and that is in no image.
public struct CacheMount: Sendable, Hashable {
  public var target: String

  /// Where pip keeps what it has downloaded.
  static let pip = CacheMount(target: "/root/.cache/pip")
  /// Debian's lists of packages, and the packages that were downloaded.
  static let aptLists = CacheMount(target: "/var/lib/apt")
  static let aptArchives = CacheMount(target: "/var/cache/apt")
  /// Where uv does.
  static let uv = CacheMount(target: "/root/.cache/uv")
}

/// How an engine without probes of its own finds out whether the server works. Times are seconds.
public struct DockerHealthCheck: Sendable, Hashable {
  public var command: [String]
  public var interval = 10
  public var timeout = 3
  public var startPeriod = 120
  public var retries = 3
}

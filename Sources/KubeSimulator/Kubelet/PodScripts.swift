import KubeCore

/// Which script each pod follows: that of the first rule that fits it.
public struct PodScripts: Sendable, Hashable {
  /// A script, and the pods that follow it.
  public struct Rule: Sendable, Hashable {
    /// Labels that the pod must have; default none.
    public var labels: [String: String] = [:]
    /// The image of one of its containers, `*` standing for anything; `nil` for any.
    public var image: String?
    /// The pod's name, `*` standing for anything; `nil` for any.
    public var name: String?
    /// The share of such pods that follow the script, chosen by the cluster's seed; default all, 1.
    public var share = 1.0
    public var script: PodScript

    public init(
      labels: [String: String] = [:], image: String? = nil, name: String? = nil, share: Double = 1, script: PodScript
    ) {
      self.labels = labels
      self.image = image
      self.name = name
      self.share = share
      self.script = script
    }
  }

  public var rules: [Rule]
  /// What becomes of all other pods.
  public var standard: PodScript

  public init(_ rules: [Rule] = [], standard: PodScript = PodScript()) {
    self.rules = rules
    self.standard = standard
  }

  /// - Parameter draw: from 0 to 1, the same each time for one pod.
  func script(for pod: JSONValue, draw: Double) -> PodScript {
    let labels = pod.labels
    let images = (pod["spec"]?["containers"]?.elements ?? []).compactMap { $0["image"]?.string }
    let rule = rules.first { rule in
      rule.labels.allSatisfy { labels[$0.key] == $0.value }
        && rule.image.map { pattern in images.contains { Self.fits($0, pattern) } } ?? true
        && rule.name.map { Self.fits(pod.name, $0) } ?? true && draw < rule.share
    }
    return rule?.script ?? standard
  }

  /// Whether a text fits a pattern in which `*` stands for anything.
  static func fits(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == pattern }
    guard text.hasPrefix(first), text.dropFirst(first.count).hasSuffix(last) else { return false }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

public import Analysis

/// A pod whose metrics are to be read.
public struct PodTarget: Sendable, Hashable {
  /// The pod's uid: a pod of the same name is another pod.
  public var uid: String
  /// Its name and namespace, by which metrics servers know it; empty when only its page is read.
  public var name: String
  public var namespace: String
  public var revision: String
  public var track: Track
  /// Where its metrics are, such as `http://10.0.0.7:8080/metrics`.
  public var url: String
  /// When its server started, in seconds on the clock of the samples; `nil` when unknown.
  public var startTime: Double?

  public init(
    uid: String, name: String = "", namespace: String = "", revision: String, track: Track, url: String,
    startTime: Double?
  ) {
    self.uid = uid
    self.name = name
    self.namespace = namespace
    self.revision = revision
    self.track = track
    self.url = url
    self.startTime = startTime
  }
}

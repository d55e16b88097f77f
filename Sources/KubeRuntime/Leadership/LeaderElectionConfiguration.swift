/// Which lease replicas compete for, and how patient they are.
public struct LeaderElectionConfiguration: Sendable, Hashable {
  /// The namespace of the lease: the one that the replicas run in.
  public var namespace: String
  /// The name of the lease: one for each group of replicas.
  public var name: String
  /// Names this process and no other, before or after it: a pod's name alone would also name its restarted container.
  public var identity: String
  public var timing = LeaseTiming()

  public init(namespace: String, name: String, identity: String) {
    self.namespace = namespace
    self.name = name
    self.identity = identity
  }

  /// - Throws: `.invalidConfiguration`; the message names the setting.
  func validate() throws(LeadershipError) {
    for (setting, value) in [("namespace", namespace), ("name", name), ("identity", identity)] where value.isEmpty {
      throw LeadershipError(.invalidConfiguration, message: "\(setting) must not be empty")
    }
    try timing.validate()
  }
}

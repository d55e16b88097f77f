/// Which replicas share the keys among them, and how patient they are.
public struct ShardingConfiguration: Sendable, Hashable {
  /// The namespace of the members' leases: the one that the replicas run in.
  public var namespace: String
  /// Names the group; the members' leases carry it as the value of ``label``, and in their names.
  public var group: String
  /// Names this process and no other, before or after it, in letters that a lease's name may have: a pod's name and a
  /// few random ones.
  public var identity: String
  /// The label by which members find each other's leases, such as `slipway.dev/shard-group`. The members' views are
  /// kept in an annotation of the same name with `-view` after it.
  public var label: String
  public var timing = LeaseTiming()

  public init(namespace: String, group: String, identity: String, label: String) {
    self.namespace = namespace
    self.group = group
    self.identity = identity
    self.label = label
  }

  var viewAnnotation: String { label + "-view" }
  var leaseName: String { "\(group)-\(identity)" }

  /// - Throws: `.invalidConfiguration`; the message names the setting.
  func validate() throws(LeadershipError) {
    let settings = [("namespace", namespace), ("group", group), ("identity", identity), ("label", label)]
    for (setting, value) in settings where value.isEmpty {
      throw LeadershipError(.invalidConfiguration, message: "\(setting) must not be empty")
    }
    guard !identity.contains(",") else {
      throw LeadershipError(.invalidConfiguration, message: "identity is \"\(identity)\", but must not hold a comma")
    }
    try timing.validate()
  }
}

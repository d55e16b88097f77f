/// Who speaks to the simulated cluster, as its client certificate says.
struct ClusterUser: Sendable, Hashable {
  /// The common name of the certificate.
  var name: String
  /// The organization of the certificate.
  var group: String?

  /// The person who watches: may do everything.
  static let admin = ClusterUser(name: "admin", group: "system:masters")
  /// Binds pods to the node.
  static let scheduler = ClusterUser(name: "system:kube-scheduler")
  /// Follows Services and the pods behind them.
  static let proxy = ClusterUser(name: "system:kube-proxy")

  /// The kubelet of a node.
  static func node(_ name: String) -> ClusterUser { ClusterUser(name: "system:node:\(name)", group: "system:nodes") }
}

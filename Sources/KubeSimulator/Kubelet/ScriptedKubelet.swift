import KubeCore

/// The kubelets of the nodes that are simulated, with their pods.
struct ScriptedKubelet: Sendable {
  /// What is known of one node.
  struct Machine: Sendable {
    var address: String
    /// Since when the node cannot be reached; `nil` while it can.
    var lostSince: Timestamp?
  }

  var scripts = PodScripts()
  var machines: [String: Machine] = [:]
  var pods: [ObjectKey: ScriptedPod] = [:]
  private var addresses: UInt32 = 1

  /// The next pod address, from 10.244.0.0/16.
  mutating func takeAddress() -> String {
    addresses = addresses == 0xFFFE ? 2 : addresses + 1
    return "10.244.\(addresses >> 8).\(addresses & 0xFF)"
  }

  /// A number from 0 to 1 that a pod's uid determines, and so the cluster's seed.
  static func draw(_ uid: String) -> Double { Double(FNV.hash32(Array(uid.utf8))) / Double(UInt32.max) }
}

import KubeCore
import KubeRuntime
import KubeTypes
import Workloads

/// How many more replicas there are devices for: GPUs and whatever else nodes count by a name with a domain.
///
/// An upper bound: what pods of others take is not seen. A rollout that not even this has room for is not begun, and what
/// the scheduler says of one that was begun all the same is waited for, and not held against the candidate.
struct SpareDevices: Sendable {
  // Most models need none: then neither is looked at.
  private let nodes: @Sendable () -> [Node]
  private let pods: @Sendable () -> [Pod]

  init(nodes: [Node], pods: [Pod]) { (self.nodes, self.pods) = ({ nodes }, { pods }) }

  /// Finds the pods that have devices.
  static let index = StoreIndex<Pod>("devices") { $0.devices.isEmpty ? [] : [""] }

  init(_ stores: OperatorStores) {
    nodes = { stores.nodes?.list() ?? [] }
    pods = { stores.pods.list(by: Self.index, "") }
  }

  /// - Returns: `nil` for replicas that need no device, and where nodes are not known.
  func replicas(of template: JSONValue) -> Int? {
    let needs = Self.needs(of: template)
    guard !needs.isEmpty else { return nil }
    let nodes = self.nodes()
    guard !nodes.isEmpty else { return nil }
    let pods = Dictionary(grouping: self.pods()) { $0.spec?.nodeName ?? "" }
    return nodes.filter { Self.takes(template, $0) }.reduce(0) { sum, node in
      sum + Self.room(on: node, beside: pods[node.metadata.name ?? ""] ?? [], needs)
    }
  }

  private static func room(on node: Node, beside pods: [Pod], _ needs: [String: ResourceQuantity]) -> Int {
    let here = pods.filter { !$0.hasEnded }
    let rooms = needs.map { name, need -> Int in
      let all = node.status?.allocatable?[name].flatMap { ResourceQuantity($0) } ?? ResourceQuantity(0)
      let used = here.reduce(ResourceQuantity(0)) { $0 + ($1.devices[name] ?? ResourceQuantity(0)) }
      let left = all - used
      return left < need ? 0 : Int(clamping: left.thousandths / max(1, need.thousandths))
    }
    return rooms.min() ?? 0
  }

  /// Whether a node may take pods of a template, as far as labels and taints say.
  private static func takes(_ template: JSONValue, _ node: Node) -> Bool {
    guard node.spec?.unschedulable != true else { return false }
    let selector = template["spec"]?["nodeSelector"]?.stringMap ?? [:]
    guard selector.allSatisfy({ node.metadata.labels?[$0.key] == $0.value }) else { return false }
    let tolerations = template["spec"]?["tolerations"]?.elements ?? []
    return (node.spec?.taints ?? []).allSatisfy { taint in
      taint.effect == "PreferNoSchedule" || tolerations.contains { tolerates($0, taint) }
    }
  }

  private static func tolerates(_ toleration: JSONValue, _ taint: NodeSpec.Taint) -> Bool {
    if let effect = toleration["effect"]?.string, !effect.isEmpty, effect != taint.effect { return false }
    guard let key = toleration["key"]?.string, !key.isEmpty else { return toleration["operator"]?.string == "Exists" }
    guard key == taint.key else { return false }
    return toleration["operator"]?.string == "Exists" || toleration["value"]?.string ?? "" == taint.value ?? ""
  }

  private static func needs(of template: JSONValue) -> [String: ResourceQuantity] {
    let containers = template["spec"]?["containers"]?.elements ?? []
    return sum(containers.map { $0["resources"]?["limits"]?.stringMap ?? [:] })
  }

  /// The devices in the limits of containers. They cannot be overcommitted: limits and requests are the same.
  fileprivate static func sum(_ limits: [[String: String]]) -> [String: ResourceQuantity] {
    limits.reduce(into: [:]) { devices, limits in
      for (name, text) in limits where isDevice(name) {
        guard let amount = ResourceQuantity(text), amount > ResourceQuantity(0) else { continue }
        devices[name] = devices[name].map { $0 + amount } ?? amount
      }
    }
  }

  static func isDevice(_ name: String) -> Bool { name.contains("/") && !name.contains("kubernetes.io/") }
}

extension Pod {
  /// The devices that it has.
  fileprivate var devices: [String: ResourceQuantity] {
    SpareDevices.sum((spec?.containers ?? []).map { $0.resources?.limits ?? [:] })
  }

  fileprivate var hasEnded: Bool { status?.phase == "Succeeded" || status?.phase == "Failed" }
}

extension Node {
  /// Leaves what says how many devices there are, and for whom.
  @Sendable static func trim(_ node: inout Node) {
    var status = NodeStatus()
    status.allocatable = node.status?.allocatable?.filter { SpareDevices.isDevice($0.key) }
    node.status = status
  }
}

import KubeCore
import KubeTypes
import SlipwayAPI

/// How many more replicas the quotas of a namespace have room for.
///
/// Of nodes only devices are reckoned with (``SpareDevices``): whether a pod fits on one is for the scheduler to say, which
/// knows all other pods, and what it says of the first replica that does not fit is reported.
enum SpareCapacity {
  /// - Parameters:
  ///   - template: the pod template of the replicas.
  ///   - quotas: those of the namespace.
  /// - Returns: `nil` when no quota limits them.
  static func replicas(of template: JSONValue, within quotas: [ResourceQuota]) -> Int? {
    let needs = needs(of: template)
    // A quota with a scope may not be about these pods: the scheduler's word will do.
    let rooms = quotas.filter { $0.spec?["scopes"] == nil && $0.spec?["scopeSelector"] == nil }.flatMap { quota in
      needs.compactMap { name, need -> Int? in
        guard need > ResourceQuantity(0), let hard = amount(quota.status?.hard?[name]) else { return nil }
        let left = hard - (amount(quota.status?.used?[name]) ?? ResourceQuantity(0))
        guard left >= need else { return 0 }
        // Limits are met exactly by the amounts in thousandths; a fraction of a replica is none.
        return Int(clamping: left.thousandths / max(1, need.thousandths))
      }
    }
    return rooms.min()
  }

  /// What one replica takes of what a quota can name.
  private static func needs(of template: JSONValue) -> [String: ResourceQuantity] {
    var needs = ["pods": ResourceQuantity(1), "count/pods": ResourceQuantity(1)]
    for container in template["spec"]?["containers"]?.elements ?? [] {
      let resources = container["resources"]
      // What is limited and not requested is requested as much as it is limited.
      let requests = (resources?["limits"]?.stringMap ?? [:]).merging(resources?["requests"]?.stringMap ?? [:]) { $1 }
      for (kind, amounts) in [("requests", requests), ("limits", resources?["limits"]?.stringMap ?? [:])] {
        for (name, text) in amounts {
          guard let amount = amount(text) else { continue }
          // `cpu` and `memory` are other names for what is requested of them.
          let isShort = kind == "requests" && (name == "cpu" || name == "memory")
          for key in ["\(kind).\(name)"] + (isShort ? [name] : []) {
            needs[key] = needs[key].map { $0 + amount } ?? amount
          }
        }
      }
    }
    return needs
  }

  private static func amount(_ text: String?) -> ResourceQuantity? { text.flatMap { ResourceQuantity($0) } }
}

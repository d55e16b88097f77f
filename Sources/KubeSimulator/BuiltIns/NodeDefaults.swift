import KubeCore

/// What the server fills in on a node.
enum NodeDefaults {
  static func apply(to object: inout JSONValue) {
    if let capacity = object["status"]?["capacity"], object["status"]?["allocatable"] == nil {
      object[["status", "allocatable"]] = capacity
    }
    // The range of a node stands in two fields, of which the older one counts.
    let (range, ranges) = (object["spec"]?["podCIDR"] ?? "", object["spec"]?["podCIDRs"]?.elements ?? [])
    if range != "", ranges.first != range {
      object[["spec", "podCIDRs"]] = [range]
    } else if range == "", let first = ranges.first {
      object[["spec", "podCIDR"]] = first
    }
  }
}

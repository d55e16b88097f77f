import KubeCore

/// The addresses of pods and of their hosts stand in two fields each: one address, and all of them.
enum PodAddresses {
  static func align(_ object: inout JSONValue) {
    for (one, all) in [("podIP", "podIPs"), ("hostIP", "hostIPs")] {
      let single = object["status"]?[one]?.string ?? ""
      let first = object["status"]?[all]?[0]?["ip"]?.string ?? ""
      if single.isEmpty, !first.isEmpty {
        object[["status", one]] = .string(first)
      } else if !single.isEmpty, single != first {
        object[["status", all]] = [["ip": .string(single)]]
      }
    }
  }
}

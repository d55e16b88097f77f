import KubeCore

/// The time that an object is given between the wish to delete it and its end.
///
/// Source: `k8s.io/apiserver/pkg/registry/rest/delete.go` and the strategy of pods, which alone are given time.
struct GracePeriod: Sendable, Hashable {
  var seconds: Int64 = 0
  /// Whether the end is written down before the object goes, even if it goes at once.
  var isGraceful = false
  /// Whether the object is waiting for its end already, which this wish does not bring nearer.
  var isPending = false

  init(_ object: JSONValue, _ definition: ResourceDefinition, _ options: DeleteOptions) {
    guard definition.storage == BuiltIn.pods.storage else { return }
    let wanted = options.gracePeriodSeconds.map { $0 < 0 ? 1 : $0 }
    guard object.isDeleting else {
      isGraceful = true
      seconds = Self.first(of: object, wanted)
      return
    }
    let left = object.metadata["deletionGracePeriodSeconds"]?.integer ?? 0
    guard left != 0 else { return }
    guard let wanted, wanted < left else {
      isPending = true
      return
    }
    isGraceful = true
    seconds = wanted
  }

  /// Only pods on a node that still run are given time.
  private static func first(of pod: JSONValue, _ wanted: Int64?) -> Int64 {
    guard pod["spec"]?["nodeName"]?.string?.isEmpty == false,
      !["Succeeded", "Failed"].contains(pod["status"]?["phase"]?.string)
    else { return 0 }
    let seconds = wanted ?? pod["spec"]?["terminationGracePeriodSeconds"]?.integer ?? 30
    return seconds < 0 ? 1 : seconds
  }
}

import KubeCore

/// What a claim is filled from: the older member for it and the newer one say the same.
enum ClaimSources {
  static func align(_ claim: inout JSONValue) {
    let path = ["spec", "dataSource"]
    if let source = claim[path], claim[["spec", "dataSourceRef"]] == nil, !isKnown(source) { claim[path] = nil }
    if let source = claim[path], claim[["spec", "dataSourceRef"]] == nil {
      claim[["spec", "dataSourceRef"]] = source
    } else if let reference = claim[["spec", "dataSourceRef"]], claim[path] == nil,
      reference["namespace"]?.string?.isEmpty != false
    {
      var source = reference
      source["namespace"] = nil
      claim[path] = source
    }
  }

  /// What the older member may name; anything else in it is dropped without a word.
  private static func isKnown(_ source: JSONValue) -> Bool {
    switch source["kind"]?.string {
    case "PersistentVolumeClaim": source["apiGroup"]?.string?.isEmpty != false
    case "VolumeSnapshot": source["apiGroup"] == "snapshot.storage.k8s.io"
    default: false
    }
  }
}

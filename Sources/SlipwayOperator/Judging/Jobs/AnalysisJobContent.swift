import KubeCore
import SlipwayAPI
import Workloads

/// A Job as it is applied: what the user gave, with what it needs to know of the rollout.
struct AnalysisJobContent {
  let spec: JSONValue
  let timeout: TimeSpan
  let model: ModelDeployment
  let candidate: String
  let stable: String
  let step: Int

  private var name: String { model.metadata.name ?? "" }

  func object(secondsKept: Int64) -> JSONValue {
    var spec = spec
    let defaults: [(String, JSONValue)] = [
      ("backoffLimit", 0), ("activeDeadlineSeconds", .integer(max(1, timeout.milliseconds / 1000))),
      ("ttlSecondsAfterFinished", .integer(secondsKept)),
    ]
    for (field, value) in defaults where spec[field] == nil { spec[field] = value }
    if spec[["template", "spec", "restartPolicy"]] == nil { spec[["template", "spec", "restartPolicy"]] = "Never" }
    for part in ["containers", "initContainers"] {
      guard let containers = spec[["template", "spec", part]]?.array else { continue }
      spec[["template", "spec", part]] = .array(containers.map(equipped))
    }
    return [
      "metadata": ["labels": JSONValue(SlipwayLabels.common(name)), "ownerReferences": [model.ownerOfEvidence]],
      "spec": spec,
    ]
  }

  /// A container that knows what it tests; what it sets itself comes later and counts.
  private func equipped(_ container: JSONValue) -> JSONValue {
    let namespace = model.metadata.namespace ?? ""
    let host = { (revision: String) in "\(WorkloadNames.revision(name, revision)).\(namespace).svc" }
    let values = [
      ("NAME", name), ("NAMESPACE", namespace), ("CANDIDATE", candidate), ("STABLE", stable), ("STEP", "\(step)"),
      ("CANDIDATE_HOST", host(candidate)), ("STABLE_HOST", host(stable)),
    ]
    var container = container
    let own = container["env"]?.array ?? []
    let names = Set(own.compactMap { $0["name"]?.string })
    container["env"] = .array(
      values.map { ("SLIPWAY_\($0.0)", $0.1) }.filter { !names.contains($0.0) }.map {
        ["name": .string($0.0), "value": .string($0.1)]
      } + own)
    return container
  }
}

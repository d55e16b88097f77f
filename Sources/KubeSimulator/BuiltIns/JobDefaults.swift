import KubeCore

/// What the server fills in on a job.
enum JobDefaults {
  static func apply(to object: inout JSONValue) {
    applyToSpec(of: &object)
    let labels = object["spec"]?["template"]?["metadata"]?["labels"]
    if object.labels.isEmpty, let labels, labels.object?.isEmpty == false { object.setMetadata("labels", labels) }
  }

  private static func applyToSpec(of object: inout JSONValue) {
    guard var spec = object["spec"] else { return }
    if spec["completions"] == nil, spec["parallelism"] == nil { spec["completions"] = 1 }
    if spec["parallelism"] == nil { spec["parallelism"] = 1 }
    if spec["backoffLimit"] == nil {
      spec["backoffLimit"] = spec["backoffLimitPerIndex"] == nil ? 6 : .integer(Int64(Int32.max))
    }
    for (field, value) in [("completionMode", "NonIndexed"), ("suspend", false), ("manualSelector", false)]
      as [(String, JSONValue)]
    where spec[field] == nil { spec[field] = value }
    if spec["podReplacementPolicy"] == nil {
      spec["podReplacementPolicy"] = spec["podFailurePolicy"] == nil ? "TerminatingOrFailed" : "Failed"
    }
    if let rules = spec["podFailurePolicy"]?["rules"]?.array {
      spec[["podFailurePolicy", "rules"]] = .array(rules.map(withStatus))
    }
    object["spec"] = spec
  }

  /// A condition of pods is looked for where it is true.
  private static func withStatus(_ rule: JSONValue) -> JSONValue {
    guard let conditions = rule["onPodConditions"]?.array else { return rule }
    var rule = rule
    rule["onPodConditions"] = .array(
      conditions.map { condition in
        var condition = condition
        if condition["status"]?.string?.isEmpty != false { condition["status"] = "True" }
        return condition
      })
    return rule
  }

  /// The selector of a new job, and the labels by which it finds its pods.
  static func setSelector(of object: inout JSONValue) {
    guard object["spec"]?["manualSelector"]?.bool != true, let uid = object.uid else { return }
    let labels = [
      ("controller-uid", uid), ("batch.kubernetes.io/controller-uid", uid), ("job-name", object.name),
      ("batch.kubernetes.io/job-name", object.name),
    ]
    // A job without labels of its own has those of its template.
    let sharesLabels =
      object.labels.isEmpty || object.metadata["labels"] == object["spec"]?["template"]?["metadata"]?["labels"]
    let paths = [["spec", "template", "metadata", "labels"]] + (sharesLabels ? [["metadata", "labels"]] : [])
    for path in paths { for (name, value) in labels { object[path + [name]] = .string(value) } }
    if object["spec"]?["manualSelector"] == nil { object[["spec", "manualSelector"]] = false }
    object[["spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid"]] = .string(uid)
  }
}

import KubeCore

/// What `kubectl get` shows of budgets, quotas, autoscalers, classes of priority and policies of admission.
enum PolicyColumns {
  static let webhooks: [TableColumn] = [
    TableColumns.computed(
      "Webhooks", "Webhooks indicates the number of webhooks registered in this configuration", type: "integer"
    ) { .count($0["webhooks"]?.elements.count ?? 0) },
    TableColumns.age,
  ]

  static let budgets: [TableColumn] = [
    text("Min Available", "The minimum number of pods that must be available.", ["spec", "minAvailable"], or: "N/A"),
    text(
      "Max Unavailable", "The maximum number of pods that may be unavailable.", ["spec", "maxUnavailable"], or: "N/A"),
    TableColumns.simple(
      "Allowed Disruptions", "Calculated number of pods that may be disrupted at this time.", type: "integer",
      ["status", "disruptionsAllowed"], or: 0),
    TableColumns.age,
  ]

  static let quotas: [TableColumn] = [
    TableColumns.computed(
      "Request", "Request represents a minimum amount of cpu/memory that a container may consume."
    ) { .string(usage(of: $0, limits: false)) },
    TableColumns.computed(
      "Limit",
      "Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node."
    ) { .string(usage(of: $0, limits: true)) },
    TableColumns.age,
  ]

  private static func usage(of quota: JSONValue, limits: Bool) -> String {
    let hard = quota["status"]?["hard"]?.object ?? [:]
    return hard.filter { $0.key.hasPrefix("limits") == limits }.sorted { $0.key < $1.key }.map { name, limit in
      "\(name): \(quota["status"]?["used"]?[name]?.string ?? "0")/\(limit.string ?? "0")"
    }.joined(separator: ", ")
  }

  static let autoscalers: [TableColumn] = [
    TableColumns.computed("Reference", ColumnDescriptions.autoscalerReference) { autoscaler in
      let target = autoscaler["spec"]?["scaleTargetRef"]
      return .string("\(target?["kind"]?.string ?? "")/\(target?["name"]?.string ?? "")")
    },
    TableColumns.computed("Targets", ColumnDescriptions.autoscalerTargets) { .string(MetricText.text(of: $0)) },
    text("MinPods", ColumnDescriptions.autoscalerMinPods, ["spec", "minReplicas"], or: "<unset>"),
    TableColumns.simple("MaxPods", ColumnDescriptions.autoscalerMaxPods, ["spec", "maxReplicas"], or: 0),
    TableColumns.simple("Replicas", ColumnDescriptions.autoscalerReplicas, ["status", "currentReplicas"], or: 0),
    TableColumns.age,
  ]

  /// A number or a share, as text.
  private static func text(
    _ name: String, _ description: String, _ path: [String], or fallback: JSONValue
  ) -> TableColumn {
    TableColumns.computed(name, description) { $0[path].map { .string($0.string ?? $0.description) } ?? fallback }
  }

  static let priorityClasses: [TableColumn] = [
    TableColumns.simple("Value", ColumnDescriptions.priorityClassValue, type: "integer", ["value"], or: 0),
    TableColumns.computed("Global-Default", ColumnDescriptions.priorityClassGlobalDefault, type: "boolean") {
      .bool($0["globalDefault"]?.bool ?? false)
    },
    TableColumns.age,
    TableColumns.simple(
      "PreemptionPolicy",
      "preemptionPolicy is the Policy for preempting pods with lower priority. One of Never, PreemptLowerPriority. "
        + "Defaults to PreemptLowerPriority if unset.", ["preemptionPolicy"], or: ""),
  ]

  static let admissionPolicies: [TableColumn] = [
    TableColumns.computed(
      "Validations", "Validations indicates the number of validation rules defined in this configuration",
      type: "integer"
    ) { .integer(Int64($0["spec"]?["validations"]?.elements.count ?? 0)) },
    paramKind, TableColumns.age,
  ]

  static let mutatingPolicies: [TableColumn] = [
    TableColumns.computed(
      "Mutations", "Mutation indicates the number of mutations rules defined in this configuration", type: "integer"
    ) { .integer(Int64($0["spec"]?["mutations"]?.elements.count ?? 0)) },
    paramKind, TableColumns.age,
  ]

  private static let paramKind = TableColumns.computed(
    "ParamKind", "ParamKind specifies the kind of resources used to parameterize this policy"
  ) {
    guard let kind = $0["spec"]?["paramKind"], !kind.isNull else { return "<unset>" }
    return .string("\(kind["apiVersion"]?.string ?? "")/\(kind["kind"]?.string ?? "")")
  }

  static let admissionBindings: [TableColumn] = [
    TableColumns.simple(
      "PolicyName", "PolicyName indicates the policy definition which the policy binding binded to",
      ["spec", "policyName"], or: ""),
    TableColumns.computed(
      "ParamRef", "ParamRef indicates the param resource which sets the configuration param"
    ) {
      guard let reference = $0["spec"]?["paramRef"], !reference.isNull else { return "<unset>" }
      let name = reference["name"]?.string ?? ""
      guard !name.isEmpty else { return ColumnText.selector(reference["selector"]) }
      return .string(reference["namespace"]?.string.map { "\($0)/\(name)" } ?? "*/\(name)")
    },
    TableColumns.age,
  ]
}

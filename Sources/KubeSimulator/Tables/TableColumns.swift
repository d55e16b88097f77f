import KubeCore

/// The columns that each kind is printed with.
enum TableColumns {
  static func columns(of definition: ResourceDefinition) -> [TableColumn] {
    if definition.isCustom { return [name] + definition.columns.map(custom) }
    return switch definition.storage {
    case "events": EventColumns.columns
    case "storage.k8s.io/storageclasses": [VolumeColumns.className] + VolumeColumns.classes
    default: [name] + (builtIn[definition.storage] ?? [age])
    }
  }

  // MARK: - Shared

  /// The name where it does not stand for the row.
  static let plainName = TableColumn(name: "Name", format: "", description: name.description, cell: name.cell)

  static let name = TableColumn(
    name: "Name", format: "name",
    description: "Name must be unique within a namespace. Is required when creating resources, although some resources "
      + "may allow a client to request the generation of an appropriate name automatically. Name is primarily intended "
      + "for creation idempotence and configuration definition. Cannot be updated. More info: "
      + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
    cell: { object, _ in .string(object.name) })

  static let age = TableColumn(
    name: "Age",
    description:
      "CreationTimestamp is a timestamp representing the server time when this object was created. It is not "
      + "guaranteed to be set in happens-before order across separate operations. Clients may not set this value. "
      + "It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. "
      + "More info: "
      + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
    cell: { object, now in TableColumn.age(object.metadata["creationTimestamp"]?.string, now) })

  private static func custom(_ column: ResourceDefinition.PrinterColumn) -> TableColumn {
    let path = try? JSONPath(column.path)
    return TableColumn(
      name: column.name, type: column.type, format: column.format, description: column.description,
      priority: column.priority
    ) { object, now in
      guard let value = path?.values(in: object).first else { return .null }
      switch (column.type, value) {
      case ("date", _): return TableColumn.age(value.string, now)
      case ("string", .object), ("string", .array): return .string(value.description)
      case ("string", .integer), ("string", .double), ("string", .bool): return .string(value.description)
      case ("integer", _): return value.integer.map { .integer($0) } ?? .null
      default: return value
      }
    }
  }

  static func simple(
    _ name: String, _ description: String, type: String = "string", priority: Int64 = 0, _ path: [String],
    or fallback: JSONValue = "<none>"
  ) -> TableColumn {
    TableColumn(name: name, type: type, description: description, priority: priority) { object, _ in
      switch object[path] {
      case nil, .null, .string(""): fallback
      case let value?: value
      }
    }
  }

  static func computed(
    _ name: String, _ description: String, type: String = "string", priority: Int64 = 0,
    _ cell: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> TableColumn {
    TableColumn(name: name, type: type, description: description, priority: priority) { object, _ in cell(object) }
  }

  // MARK: - Kinds

  private static let builtIn: [String: [TableColumn]] = [
    "configmaps": [
      computed(
        "Data",
        "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. "
          + "Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not "
          + "overlap with the keys in the BinaryData field, this is enforced during validation process."
      ) { .count(($0["data"]?.object?.count ?? 0) + ($0["binaryData"]?.object?.count ?? 0)) }, age,
    ],
    "secrets": [
      simple("Type", ColumnDescriptions.secretType, ["type"]),
      computed("Data", ColumnDescriptions.secretData) { .count($0["data"]?.object?.count ?? 0) }, age,
    ],
    "namespaces": [simple("Status", "The status of the namespace", ["status", "phase"]), age],
    "pods": PodColumns.columns,
    "apps/deployments": WorkloadColumns.deployments,
    "apps/replicasets": WorkloadColumns.replicaSets,
    "services": ServiceColumns.services,
    "discovery.k8s.io/endpointslices": ServiceColumns.endpointSlices,
    "nodes": ClusterColumns.nodes,
    "certificates.k8s.io/certificatesigningrequests": CertificateColumns.requests,
    "coordination.k8s.io/leases": [
      simple("Holder", ColumnDescriptions.leaseHolder, ["spec", "holderIdentity"], or: ""), age,
    ],
    "apps/statefulsets": WorkloadColumns.statefulSets,
    "apps/daemonsets": WorkloadColumns.daemonSets,
    "apps/controllerrevisions": WorkloadColumns.revisions,
    "replicationcontrollers": WorkloadColumns.replicationControllers,
    "podtemplates": WorkloadColumns.podTemplates,
    "batch/jobs": JobColumns.jobs,
    "batch/cronjobs": JobColumns.cronJobs,
    "persistentvolumes": VolumeColumns.volumes,
    "persistentvolumeclaims": VolumeColumns.claims,
    "endpoints": NetworkColumns.endpoints,
    "networking.k8s.io/ingresses": NetworkColumns.ingresses,
    "networking.k8s.io/ingressclasses": NetworkColumns.ingressClasses,
    "networking.k8s.io/networkpolicies": NetworkColumns.networkPolicies,
    "node.k8s.io/runtimeclasses": [simple("Handler", "", ["handler"], or: ""), age],
    "scheduling.k8s.io/priorityclasses": PolicyColumns.priorityClasses,
    "policy/poddisruptionbudgets": PolicyColumns.budgets,
    "autoscaling/horizontalpodautoscalers": PolicyColumns.autoscalers,
    "resourcequotas": PolicyColumns.quotas,
    "limitranges": [ColumnText.creation],
    "apiregistration.k8s.io/apiservices": ServerColumns.services,
    "flowcontrol.apiserver.k8s.io/flowschemas": ServerColumns.flows,
    "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations": ServerColumns.levels,
    "networking.k8s.io/ipaddresses": ServerColumns.addresses, "networking.k8s.io/servicecidrs": ServerColumns.ranges,
    "resource.k8s.io/resourceclaims": DriverColumns.claims, "resource.k8s.io/resourceslices": DriverColumns.slices,
    "storage.k8s.io/csidrivers": DriverColumns.drivers, "storage.k8s.io/csinodes": DriverColumns.nodes,
    "storage.k8s.io/csistoragecapacities": [ColumnText.creation],
    "storage.k8s.io/volumeattachments": DriverColumns.attachments,
    "storage.k8s.io/volumeattributesclasses": DriverColumns.attributes,
    "admissionregistration.k8s.io/mutatingwebhookconfigurations": PolicyColumns.webhooks,
    "admissionregistration.k8s.io/validatingwebhookconfigurations": PolicyColumns.webhooks,
    "admissionregistration.k8s.io/mutatingadmissionpolicies": PolicyColumns.mutatingPolicies,
    "admissionregistration.k8s.io/mutatingadmissionpolicybindings": PolicyColumns.admissionBindings,
    "admissionregistration.k8s.io/validatingadmissionpolicies": PolicyColumns.admissionPolicies,
    "admissionregistration.k8s.io/validatingadmissionpolicybindings": PolicyColumns.admissionBindings,
    "apiextensions.k8s.io/customresourcedefinitions": [ColumnText.creation],
    "rbac.authorization.k8s.io/roles": ClusterColumns.roles,
    "rbac.authorization.k8s.io/clusterroles": ClusterColumns.roles,
    "rbac.authorization.k8s.io/rolebindings": ClusterColumns.bindings,
    "rbac.authorization.k8s.io/clusterrolebindings": ClusterColumns.clusterBindings,
  ]
}

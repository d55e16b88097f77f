import KubeCore

/// What `kubectl get` shows of nodes and roles.
enum ClusterColumns {
  static let nodes: [TableColumn] = [
    TableColumns.computed("Status", "The status of the node") { node in
      let status = node.condition("Ready").map { $0["status"] == "True" ? "Ready" : "NotReady" } ?? "Unknown"
      return .string(node["spec"]?["unschedulable"]?.bool == true ? status + ",SchedulingDisabled" : status)
    },
    TableColumns.computed("Roles", "The roles of the node") { node in
      let prefix = "node-role.kubernetes.io/"
      let roles = node.labels.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }.sorted()
      return .string(roles.isEmpty ? "<none>" : roles.joined(separator: ","))
    },
    TableColumns.age,
    TableColumns.simple(
      "Version", "Kubelet Version reported by the node.", ["status", "nodeInfo", "kubeletVersion"], or: ""),
    address("Internal-IP", "InternalIP"), address("External-IP", "ExternalIP"),
    info("OS-Image", ColumnDescriptions.nodeOSImage, "osImage"),
    TableColumns.computed("Kernel-Version", ColumnDescriptions.nodeKernelVersion, priority: 1) { node in
      let (info, unknown) = (node["status"]?["nodeInfo"], "<unknown>" as JSONValue)
      guard let kernel = info?["kernelVersion"]?.string, !kernel.isEmpty else { return unknown }
      let architecture = info?["architecture"]?.string ?? ""
      return .string(architecture.isEmpty ? kernel : "\(kernel) (\(architecture))")
    },
    info("Container-Runtime", ColumnDescriptions.nodeContainerRuntime, "containerRuntimeVersion"),
  ]

  static let roles = [ColumnText.creation]

  static let bindings = bindings("roleBinding", role: ColumnDescriptions.bindingRole)
  static let clusterBindings = bindings("clusterRoleBinding", role: ColumnDescriptions.clusterBindingRole)

  private static func bindings(_ kind: String, role: String) -> [TableColumn] {
    [
      TableColumns.computed("Role", role) { binding in
        .string("\(binding["roleRef"]?["kind"]?.string ?? "")/\(binding["roleRef"]?["name"]?.string ?? "")")
      },
      TableColumns.age,
      subjects("Users", "Users in the \(kind)", "User") { $0["name"]?.string },
      subjects("Groups", "Groups in the \(kind)", "Group") { $0["name"]?.string },
      subjects("ServiceAccounts", "ServiceAccounts in the \(kind)", "ServiceAccount") {
        "\($0["namespace"]?.string ?? "")/\($0["name"]?.string ?? "")"
      },
    ]
  }

  private static func subjects(
    _ name: String, _ description: String, _ kind: String, _ text: @escaping @Sendable (JSONValue) -> String?
  ) -> TableColumn {
    TableColumns.computed(name, description, priority: 1) { binding in
      let subjects = (binding["subjects"]?.elements ?? []).filter { $0["kind"]?.string == kind }
      return .string(subjects.compactMap(text).joined(separator: ", "))
    }
  }

  private static func address(_ name: String, _ type: String) -> TableColumn {
    TableColumns.computed(name, ColumnDescriptions.nodeAddress, priority: 1) { node in
      node["status"]?["addresses"]?.elements.first { $0["type"]?.string == type }?["address"] ?? "<none>"
    }
  }

  private static func info(_ name: String, _ description: String, _ field: String) -> TableColumn {
    TableColumns.simple(
      name, description, priority: 1, ["status", "nodeInfo", field], or: "<unknown>")
  }
}

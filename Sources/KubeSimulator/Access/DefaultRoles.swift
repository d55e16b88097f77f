import KubeCore

/// The roles and bindings that every cluster with RBAC has from its start.
enum DefaultRoles {
  private static let api = "rbac.authorization.k8s.io"

  static var objects: [(ResourceDefinition, JSONValue)] {
    roles.map { (BuiltIn.clusterRoles, $0) } + bindings.map { (BuiltIn.clusterRoleBindings, $0) }
  }

  private static var roles: [JSONValue] {
    var roles: [JSONValue] = []
    for line in lines {
      if line.first == "@" {
        roles.append(role(line.dropFirst()))
      } else if var role = roles.popLast() {
        role["rules"] = .array((role["rules"]?.elements ?? []) + [rule(line)])
        roles.append(role)
      }
    }
    return roles
  }

  /// The lines of the table, with those that continue another one joined to it.
  private static var lines: [String] {
    table.split(separator: "\n").reduce(into: []) { lines, line in
      guard line.first == " ", let last = lines.popLast() else { return lines.append(String(line)) }
      let rest = line.drop { $0 == " " }
      lines.append(last + (last.last == "," ? "" : " ") + rest)
    }
  }

  private static func role(_ head: Substring) -> JSONValue {
    let words = head.split(separator: " ")
    var labels: JSONValue = ["kubernetes.io/bootstrapping": "rbac-defaults"]
    var role: JSONValue = ["rules": []]
    for (word, value) in zip(words.dropFirst(), words.dropFirst(2)) {
      let label = "\(api)/\(value)"
      if word == "is" { labels[label] = "true" }
      if word == "of" {
        role["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": .object([label: "true"])]]]
        role["rules"] = nil
      }
    }
    role["metadata"] = metadata(String(words.first ?? ""), labels)
    return role
  }

  private static func rule(_ line: String) -> JSONValue {
    let words = line.split(separator: " ")
    let verbs = words.first?.split(separator: ",").map(String.init) ?? []
    guard words.count > 2, words[1].first == "[" else {
      return AccessRule(verbs: verbs, paths: words.dropFirst().map(String.init)).value
    }
    let groups = words[1].dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let names = words.count > 4 ? words[4].split(separator: ",").map(String.init) : []
    let resources = words[2].split(separator: ",").map(String.init)
    return AccessRule(verbs: verbs, groups: groups.map(String.init), resources: resources, names: names).value
  }

  private static func metadata(_ name: String, _ labels: JSONValue) -> JSONValue {
    [
      "name": .string(name), "labels": labels,
      "annotations": ["rbac.authorization.kubernetes.io/autoupdate": "true"],
    ]
  }

  // MARK: - Bindings

  /// Roles, the kind of their subject and its names.
  private static let subjects: [(role: String, kind: String, names: [String])] = [
    ("cluster-admin", "Group", [UserInfo.masters]),
    ("system:basic-user", "Group", [UserInfo.authenticated]),
    ("system:discovery", "Group", [UserInfo.authenticated]),
    ("system:kube-controller-manager", "User", ["system:kube-controller-manager"]),
    ("system:kube-scheduler", "User", ["system:kube-scheduler"]),
    ("system:monitoring", "Group", ["system:monitoring"]),
    ("system:node-proxier", "User", ["system:kube-proxy"]),
    ("system:public-info-viewer", "Group", [UserInfo.authenticated, "system:unauthenticated"]),
    ("system:service-account-issuer-discovery", "Group", ["system:serviceaccounts"]),
    ("system:volume-scheduler", "User", ["system:kube-scheduler"]),
  ]

  private static var bindings: [JSONValue] {
    subjects.map { role, kind, names in
      [
        "metadata": metadata(role, ["kubernetes.io/bootstrapping": "rbac-defaults"]),
        "subjects": .array(names.map { ["kind": .string(kind), "apiGroup": .string(api), "name": .string($0)] }),
        "roleRef": ["apiGroup": .string(api), "kind": "ClusterRole", "name": .string(role)],
      ]
    }
  }
}

import KubeCore

extension Kubeconfig {
  /// What a context says: where its cluster is and who speaks to it.
  ///
  /// - Parameter context: the context's name; the current one when absent.
  /// - Throws: `.invalidKubeconfig` naming file, entry and key of what is missing or wrong, `.unsupported`.
  public func resolve(context: String? = nil) throws(ConnectionError) -> ClusterAccess {
    try resolve(ConnectionOverrides(context: context))
  }

  /// What a context says, with what a command line says in its place.
  ///
  /// - Throws: `.invalidKubeconfig` naming file, entry and key of what is missing or wrong, `.unsupported`.
  public func resolve(_ overrides: ConnectionOverrides) throws(ConnectionError) -> ClusterAccess {
    let context = try context(overrides)
    var access: ClusterAccess
    if let name = try name(overrides.cluster, "cluster", in: context) {
      access = try find(name, in: clusters, .cluster, usedBy: context).clusterAccess(serverOverride: overrides.server)
    } else if let server = overrides.server {
      access = ClusterAccess(server: server)
    } else {
      throw missing("cluster", in: context)
    }
    access.namespace = try context?.string("namespace")
    if let user = try name(overrides.user, "user", in: context), overrides.token == nil || users[user] != nil {
      try find(user, in: users, .user, usedBy: context).identify(&access)
    }
    if case .exec(var plugin) = access.authorization {
      plugin.cluster = clusterInfo(overrides, context)
      access.authorization = .exec(plugin)
    }
    try overrides.apply(to: &access)
    return access
  }

  private func name(
    _ override: String?, _ key: String, in context: KubeconfigEntry?
  ) throws(ConnectionError) -> String? {
    if let override { return override }
    return try context?.string(key)
  }

  private func context(_ overrides: ConnectionOverrides) throws(ConnectionError) -> KubeconfigEntry? {
    if let name = overrides.context ?? currentContext { return try find(name, in: contexts, .context, usedBy: nil) }
    guard overrides.cluster != nil || overrides.server != nil else {
      throw ConnectionError(
        .invalidKubeconfig, "the kubeconfig has no current-context; contexts: \(Self.list(contexts))")
    }
    return nil
  }

  /// What the cluster has to say to exec plugins, in the reserved extension.
  private func clusterInfo(_ overrides: ConnectionOverrides, _ context: KubeconfigEntry?) -> Secret<JSONValue>? {
    guard let name = try? name(overrides.cluster, "cluster", in: context),
      let extensions = try? clusters[name]?.objects("extensions")
    else { return nil }
    let match = extensions.first { $0["name"] == "client.authentication.k8s.io/exec" }
    return match?["extension"].map { Secret($0) }
  }

  private func find(
    _ name: String, in entries: [String: KubeconfigEntry], _ kind: KubeconfigEntry.Kind, usedBy user: KubeconfigEntry?
  ) throws(ConnectionError) -> KubeconfigEntry {
    if let entry = entries[name] { return entry }
    let message = "the kubeconfig has no \(kind.rawValue) \"\(name)\"; it has: \(Self.list(entries))"
    guard let user else { throw ConnectionError(.invalidKubeconfig, message) }
    throw user.error(nil, message)
  }

  private func missing(_ key: String, in context: KubeconfigEntry?) -> ConnectionError {
    context?.error(key, "must name one of: \(Self.list(clusters))")
      ?? ConnectionError(.invalidKubeconfig, "no \(key) is named; the kubeconfig has: \(Self.list(clusters))")
  }

  private static func list(_ entries: [String: KubeconfigEntry]) -> String {
    entries.isEmpty ? "none" : entries.keys.sorted().joined(separator: ", ")
  }
}

import KubeCore

/// Which controllers a change concerns.
extension SimulatedCluster {
  mutating func noticeChanges() {
    for (key, difference) in store.unseen.takeAll() { notice(key, difference) }
  }

  private mutating func notice(_ key: StoredKey, _ change: UnseenChanges.Difference) {
    let object = key.key
    switch key.storage {
    case BuiltIn.definitions.storage: queue.add(.definitions, object)
    case BuiltIn.namespaces.storage: queue.add(.namespaces, object)
    case BuiltIn.serviceAccounts.storage:
      if change.new == nil { noticeNamespace(object) }
      noticeTokens(of: object)
    case BuiltIn.configMaps.storage: if change.new == nil { noticeNamespace(object) }
    case BuiltIn.deployments.storage: queue.add(.deployments, object)
    case BuiltIn.replicaSets.storage:
      queue.add(.replicaSets, object)
      noticeOwners(change, "Deployment", .deployments, BuiltIn.deployments, namespace: object.namespace)
    case BuiltIn.replicationControllers.storage: queue.add(.replicationControllers, object)
    case BuiltIn.statefulSets.storage: queue.add(.statefulSets, object)
    case BuiltIn.cronJobs.storage: noticeCronJob(object, change)
    case BuiltIn.jobs.storage:
      queue.add(.jobs, object)
      noticeOwners(change, "CronJob", .cronJobs, nil, namespace: object.namespace)
    case "admissionregistration.k8s.io/validatingadmissionpolicies": queue.add(.policies, object)
    case BuiltIn.daemonSets.storage: queue.add(.daemonSets, object)
    case Self.volumes: queue.add(.volumes, object)
    case BuiltIn.claims.storage: queue.add(.claims, object)
    case BuiltIn.signingRequests.storage: queue.add(.approvals, object)
    case BuiltIn.secrets.storage: queue.add(.tokens, object)
    case BuiltIn.autoscalers.storage: queue.add(.autoscalers, object)
    case BuiltIn.budgets.storage: queue.add(.budgets, object)
    case BuiltIn.pods.storage: noticePod(object, change)
    case BuiltIn.nodes.storage:
      queue.add(.nodes, object)
      noticeUnboundPods()
      noticeDaemonSets()
    case BuiltIn.services.storage: queue.add(.endpointSlices, object)
    case BuiltIn.endpointSlices.storage:
      noticeOwners(change, "Service", .endpointSlices, nil, namespace: object.namespace)
    default: noticeCustomObject(key)
    }
    noticeQuotas(in: object.namespace)
    // Nothing else ends a namespace than that its last object goes.
    if change.new == nil || change.old == nil { noticeEndingNamespace(object.namespace) }
  }

  private mutating func noticePod(_ key: ObjectKey, _ change: UnseenChanges.Difference) {
    queue.add(.scheduler, key)
    queue.add(.kubelet, key)
    noticeKeepers(change, namespace: key.namespace)
    if change.new == nil { noticeDeploymentBehind(change.old, namespace: key.namespace) }
    for claim in change.old.map(Self.claims) ?? [] {
      queue.add(.claims, ObjectKey(namespace: key.namespace, name: claim))
    }
    let labels = [change.old?.labels, change.new?.labels].compactMap { $0 }
    for (service, object) in store.objects(in: BuiltIn.services.storage, namespace: key.namespace) {
      guard let selector = object["spec"]?["selector"]?.stringMap, !selector.isEmpty else { continue }
      if labels.contains(where: { pod in selector.allSatisfy { pod[$0.key] == $0.value } }) {
        queue.add(.endpointSlices, service)
      }
    }
    for (budget, object) in store.objects(in: BuiltIn.budgets.storage, namespace: key.namespace) {
      if let selector = selector(of: object), labels.contains(where: selector.matches) { queue.add(.budgets, budget) }
    }
  }

  /// The kinds of objects that have pods of their own.
  private static let keepers: [(kind: String, controller: WorkItem.Controller, definition: ResourceDefinition)] = [
    ("ReplicaSet", .replicaSets, BuiltIn.replicaSets), ("Job", .jobs, BuiltIn.jobs),
    ("StatefulSet", .statefulSets, BuiltIn.statefulSets), ("DaemonSet", .daemonSets, BuiltIn.daemonSets),
    ("ReplicationController", .replicationControllers, BuiltIn.replicationControllers),
  ]

  /// Looks at the owners that control a pod now and controlled it before, or at all that could adopt it.
  private mutating func noticeKeepers(_ change: UnseenChanges.Difference, namespace: String?) {
    for pod in [change.old, change.new].compactMap({ $0 }) {
      guard let owner = pod.controller,
        let keeper = Self.keepers.first(where: { $0.kind == owner["kind"]?.string }), let name = owner["name"]?.string
      else { continue }
      queue.add(keeper.controller, ObjectKey(namespace: namespace, name: name))
    }
    guard let pod = change.new, pod.controllerUID == nil else { return }
    for keeper in Self.keepers where store.hasObjects(in: keeper.definition.storage) {
      noticeAdopters(of: pod, keeper.controller, keeper.definition, namespace: namespace)
    }
  }

  private mutating func noticeAdopters(
    of object: JSONValue, _ controller: WorkItem.Controller, _ adopters: ResourceDefinition, namespace: String?
  ) {
    let labels = object.labels
    for (key, owner) in store.objects(in: adopters.storage, namespace: namespace) {
      if let selector = selector(of: owner), selector.matches(labels) { queue.add(controller, key) }
    }
  }

  /// A deployment that recreates its pods waits for the last of the old ones.
  private mutating func noticeDeploymentBehind(_ pod: JSONValue?, namespace: String?) {
    guard let owner = pod?.controllerUID.flatMap({ store.key(ofUID: $0) }), let set = store[owner],
      let reference = set.controller,
      reference["kind"] == "Deployment", let name = reference["name"]?.string
    else { return }
    queue.add(.deployments, ObjectKey(namespace: namespace, name: name))
  }

  /// Looks at the owner that controls an object now and at the one before, or at all that could adopt it.
  private mutating func noticeOwners(
    _ change: UnseenChanges.Difference, _ kind: String, _ controller: WorkItem.Controller,
    _ adopters: ResourceDefinition?, namespace: String?
  ) {
    var isOrphan = change.new != nil
    for object in [change.old, change.new].compactMap({ $0 }) {
      guard let owner = object.controller else { continue }
      if object.uid == change.new?.uid, change.new?.controllerUID != nil { isOrphan = false }
      guard owner["kind"]?.string == kind, let name = owner["name"]?.string else { continue }
      queue.add(controller, ObjectKey(namespace: namespace, name: name))
    }
    guard isOrphan, let adopters, let new = change.new else { return }
    noticeAdopters(of: new, controller, adopters, namespace: namespace)
  }

  private mutating func noticeTokens(of account: ObjectKey) {
    for (key, secret) in store.objects(in: BuiltIn.secrets.storage, namespace: account.namespace)
    where TokenSecret.account(of: secret) == account.name { queue.add(.tokens, key) }
  }

  private mutating func noticeDaemonSets() {
    for (key, _) in store.objects(in: BuiltIn.daemonSets.storage) { queue.add(.daemonSets, key) }
  }

  private mutating func noticeUnboundPods() {
    for (key, pod) in store.objects(in: BuiltIn.pods.storage) where Self.isUnbound(pod) { queue.add(.scheduler, key) }
  }

  private mutating func noticeNamespace(_ key: ObjectKey) {
    if let namespace = key.namespace { queue.add(.namespaces, ObjectKey(name: namespace)) }
  }

  private mutating func noticeEndingNamespace(_ name: String?) {
    guard let name else { return }
    let key = ObjectKey(name: name)
    if store[StoredKey(storage: BuiltIn.namespaces.storage, key: key)]?.isDeleting == true {
      queue.add(.namespaces, key)
    }
  }

  private mutating func noticeCustomObject(_ key: StoredKey) {
    guard registry.custom.contains(where: { $0.storage == key.storage }) else { return }
    for (definition, object) in store.objects(in: BuiltIn.definitions.storage) where object.isDeleting {
      queue.add(.definitions, definition)
    }
  }
}

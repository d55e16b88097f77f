import KubeCore

/// Quotas: nobody gets more than his namespace has, and their status says what is used.
extension SimulatedCluster {
  static let quotas = "resourcequotas"

  /// - Throws: `APIFailure` 403 when a new object takes more than there is left.
  func checkQuotas(_ object: JSONValue, _ definition: ResourceDefinition) throws(APIFailure) {
    guard store.hasObjects(in: Self.quotas), let namespace = object.namespace else { return }
    let wanted = QuotaUsage(of: object, storage: definition.storage).amounts
    for (_, quota) in store.objects(in: Self.quotas, namespace: namespace)
    where QuotaUsage.isInScope(object, definition.storage, quota) {
      let hard = quota["spec"]?["hard"]?.object ?? [:]
      if definition.storage == BuiltIn.pods.storage, let missing = QuotaUsage.missing(object, hard.map(\.key)) {
        throw Self.refused(object, definition, "failed quota: \(quota.name): \(missing)")
      }
      try check(wanted, object, definition, quota, hard)
    }
  }

  private func check(
    _ wanted: [String: ResourceQuantity], _ object: JSONValue, _ definition: ResourceDefinition, _ quota: JSONValue,
    _ hard: JSONObject
  ) throws(APIFailure) {
    let concerned = hard.map(\.key).filter { wanted[$0] != nil }.sorted()
    guard !concerned.isEmpty else { return }
    let used = usage(of: quota)
    let exceeded = concerned.filter { name in
      guard let limit = FieldRules.quantity(hard[name]), let more = wanted[name] else { return false }
      return more > ResourceQuantity(0) && (used[name] ?? ResourceQuantity(0)) + more > limit
    }
    guard !exceeded.isEmpty else { return }
    func text(_ amounts: (String) -> String) -> String {
      exceeded.map { "\($0)=\(amounts($0))" }.joined(separator: ",")
    }
    throw Self.refused(
      object, definition,
      "exceeded quota: \(quota.name), requested: \(text { wanted[$0]?.description ?? "0" }), "
        + "used: \(text { used[$0]?.description ?? "0" }), limited: \(text { hard[$0]?.string ?? "" })")
  }

  /// Counts a new object at once, before the controller looks.
  mutating func chargeQuotas(_ object: JSONValue, _ definition: ResourceDefinition, now: Timestamp) {
    guard store.hasObjects(in: Self.quotas), let namespace = object.namespace,
      let quotas = registry.definition(storage: Self.quotas)
    else { return }
    let wanted = QuotaUsage(of: object, storage: definition.storage).amounts
    for (_, quota) in store.objects(in: Self.quotas, namespace: namespace)
    where QuotaUsage.isInScope(object, definition.storage, quota) {
      var new = quota
      for (name, amount) in wanted {
        guard let before = FieldRules.quantity(quota["status"]?["used"]?[name]) else { continue }
        let sum = before > ResourceQuantity(0) ? before + amount : amount
        new[["status", "used", name]] = .string(sum.description)
      }
      guard new != quota else { continue }
      updateInternally(quotas, quota, to: new, subresource: "status", manager: "kube-apiserver", now: now)
    }
  }

  private static func refused(_ object: JSONValue, _ definition: ResourceDefinition, _ text: String) -> APIFailure {
    .forbidden(group: definition.type.group, plural: definition.type.plural, object.name, text)
  }

  /// What is taken of everything that a quota limits.
  private func usage(of quota: JSONValue) -> [String: ResourceQuantity] {
    var used: [String: ResourceQuantity] = [:]
    let names = (quota["spec"]?["hard"]?.object ?? [:]).map(\.key)
    for name in names { used[name] = ResourceQuantity(0) }
    for key in store.keys(inNamespace: quota.namespace ?? "") {
      guard let object = store[key], QuotaUsage.isInScope(object, key.storage, quota) else { continue }
      for (name, amount) in QuotaUsage(of: object, storage: key.storage).amounts {
        // The first amount says in what units the sum is written.
        if let before = used[name] { used[name] = before > ResourceQuantity(0) ? before + amount : amount }
      }
    }
    return used
  }

  /// Brings the status of a quota up to date.
  mutating func syncQuota(_ key: ObjectKey, now: Timestamp) {
    guard let quota = store[StoredKey(storage: Self.quotas, key: key)],
      let definition = registry.definition(storage: Self.quotas)
    else { return }
    var new = quota
    let used = usage(of: quota).sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value.description)) }
    new["status"] = ["hard": quota["spec"]?["hard"] ?? [:], "used": .object(JSONObject(used))]
    guard new["status"] != quota["status"] else { return }
    updateInternally(definition, quota, to: new, subresource: "status", now: now)
  }

  /// Every object counts.
  mutating func noticeQuotas(in namespace: String?) {
    guard store.hasObjects(in: Self.quotas), let namespace else { return }
    for (key, _) in store.objects(in: Self.quotas, namespace: namespace) { queue.add(.quotas, key) }
  }
}

public import KubeClient
import KubeCore
public import KubeRuntime
import KubeTypes
import SlipwayAPI

/// Looks whether an operator can work under the account that asks, and whether one does.
public struct OperatorCheck: Sendable {
  /// The label of the leases of replicas that share the work; its value is the name of their group.
  public static let shardLabel = "slipway.dev/shard-group"

  /// Between two looks at the leases.
  private static let pause = Duration.seconds(1)

  let client: KubeClient
  /// The namespace that is looked after; all when `nil`.
  public var namespace: String?
  public var leaseNamespace: String
  /// The lease that replicas compete for.
  public var leaseName: String
  /// Whether each replica has a lease of its own instead.
  public var isSharded: Bool
  /// Whether metrics are for those only who may read them, which takes rights on the whole cluster.
  public var authorizesMetrics = false

  public init(
    _ client: KubeClient, namespace: String?, leaseNamespace: String, leaseName: String, isSharded: Bool
  ) {
    self.client = client
    (self.namespace, self.leaseNamespace) = (namespace, leaseNamespace)
    (self.leaseName, self.isSharded) = (leaseName, isSharded)
  }

  /// What is wrong, a sentence each; empty when all is well.
  ///
  /// - Parameters:
  ///   - patience: how long a replica may take to begin its work: after one that could not hand over, as long as its lease.
  ///   - time: the clocks that the leases are held against.
  public func problems(within patience: Duration, time: TimeSource) async throws -> [String] {
    let deadline = time.now() + patience
    var idle = try await idleness(at: time.wall())
    while idle != nil, time.now() < deadline {
      try await time.sleep(for: Self.pause)
      idle = try await idleness(at: time.wall())
    }
    return try await standingProblems() + [idle].compactMap { $0 }
  }

  /// What no waiting mends.
  private func standingProblems() async throws(KubeError) -> [String] {
    var problems: [String] = []
    for type in [ModelDeployment.resourceType, RolloutRequest.resourceType, RolloutPolicy.resourceType] {
      if try await !client.serves(type) {
        problems.append("\(type.qualifiedName) \(type.version) is not served: apply the definitions of this version")
      }
    }
    for rule in OperatorRole.rules + (namespace == nil ? OperatorRole.clusterRules : []) {
      for resource in rule.resources { problems += try await missing(rule, resource, in: namespace) }
    }
    for rule in authorizesMetrics ? OperatorRole.reviewRules : [] {
      for resource in rule.resources { problems += try await missing(rule, resource, in: nil) }
    }
    return problems
  }

  private func missing(
    _ rule: OperatorRule, _ resource: String, in namespace: String?
  ) async throws(KubeError) -> [String] {
    let parts = resource.split(separator: "/").map(String.init)
    var missing: [String] = []
    for verb in rule.verbs {
      let question = AccessQuestion(
        verb, parts[0], group: rule.group, subresource: parts.dropFirst().first, namespace: namespace)
      if try await !client.mayI(question).isAllowed { missing.append(verb) }
    }
    let place = namespace.map { " in \($0)" } ?? ""
    return missing.isEmpty
      ? [] : ["may not \(missing.joined(separator: ", ")) \(resource) of \(rule.group.isEmpty ? "core" : rule.group)\(place)"]
  }

  /// Why nobody seems to work.
  private func idleness(at now: Timestamp) async throws(KubeError) -> String? {
    let api = client.api(Lease.self, namespace: leaseNamespace)
    let leases: [Lease]
    if isSharded {
      let selector = LabelSelector(matchLabels: [Self.shardLabel: leaseName])
      leases = try await api.list(ListOptions(labelSelector: selector)).items
    } else {
      leases = try await api.find(leaseName).map { [$0] } ?? []
    }
    let isHeld = leases.contains { lease in
      guard let spec = lease.spec, spec.holderIdentity?.isEmpty == false, let renewed = spec.renewTime else { return false }
      return now - renewed.time < .seconds(2 * (spec.leaseDurationSeconds ?? 15))
    }
    return isHeld ? nil : "no operator works: the lease \(leaseName) in \(leaseNamespace) is not being renewed"
  }
}

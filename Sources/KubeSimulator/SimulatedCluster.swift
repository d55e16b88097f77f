public import KubeClient
public import KubeCore
import KubeSchema

/// A Kubernetes API server with its controllers, as one value.
///
/// It has no clock, no sockets and no randomness of its own: requests and times go in, answers and watch events come
/// out, and equal seeds with equal requests give equal bytes. Its answers are checked against recordings of a real
/// API server, version 1.36.
public struct SimulatedCluster: Sendable {
  var store = ObjectStore()
  var registry = ResourceRegistry(builtIn: BuiltInResources.all)
  var generator: SeededGenerator
  var addresses = ServiceAddresses()
  var queue = ControllerQueue()
  /// Until when the controllers have worked.
  var settledAt: Timestamp
  var kubelet = ScriptedKubelet()
  /// What each autoscaler remembers.
  var scaling: [ObjectKey: AutoscalerMemory] = [:]

  /// What autoscalers measure, from their next look on; they look every 15 seconds.
  public var metrics = ClusterMetrics()

  /// What each job's controller remembers of its failures, by uid.
  var jobBackoffs: [String: JobBackoff] = [:]
  var daemonBackoffs = DaemonBackoffs()
  /// The cron jobs whose schedule has changed since their controller looked.
  var rescheduledCronJobs: Set<ObjectKey> = []
  var eventBook = EventBook()

  /// What policies of admission were compiled to.
  var policyCache: [StoredKey: CompiledPolicy] = [:]
  /// The warnings that the answer to the request being handled is to carry.
  var warnings: [String] = []

  /// The certificate of the authority that signs the server's, as PEM.
  ///
  /// With it, every namespace gets the ConfigMap `kube-root-ca.crt`, as pods expect it.
  public var rootCertificate: String?

  /// Whether services get `Endpoints` besides their slices. They are deprecated, but `kubectl` before 1.31 describes
  /// services by them; off by default.
  public var keepsEndpoints = false

  /// Whether a node that somebody makes takes no pods until it has reported that it is ready, as in a real cluster; off
  /// by default, since most tests want a node and no kubelet.
  public var holdsNewNodesBack = false

  /// Whether pods are bound to the nodes that take them, as a scheduler does.
  public var schedulesPods = true

  /// Reads bodies in YAML; without it they are refused unless they are JSON.
  public var yamlReader: YAMLReader?

  /// How many seconds the clocks of a time zone are ahead of UTC at a time.
  public typealias ZoneOffset = @Sendable (Timestamp) -> Int64

  /// Knows time zones by their names; without it, cron jobs know UTC and the fixed zones alone.
  public var timeZones: (@Sendable (String) -> ZoneOffset?)?

  /// How users are known, and whether roles restrain them.
  public var access = AccessSettings()
  var hasDefaultRoles = false

  /// Whether the controllers run after each request.
  ///
  /// A test that looks at the moments between turns it off and calls `settle`.
  public var runsControllers = true

  /// What controllers have begun and not ended.
  var works: [ControllerWork] = []
  /// What is being gone on with now.
  var resumption: ControllerWork.Resumption?

  /// Makes a cluster with the namespaces that every cluster has.
  ///
  /// - Parameters:
  ///   - seed: determines generated names and uids.
  ///   - start: when the cluster came up.
  public init(seed: UInt64 = 1, start: Timestamp) {
    generator = SeededGenerator(seed: seed)
    settledAt = start
    for name in ["default", "kube-node-lease", "kube-public", "kube-system"] {
      createInternally(
        BuiltIn.namespaces, ["metadata": ["name": .string(name)]], manager: "kube-apiserver", now: start)
    }
    settle(at: start)
  }

  /// The resource version of the latest write.
  public var revision: Int64 { store.revision }

  /// Answers one request.
  ///
  /// - Parameters:
  ///   - identity: who sends it, unless it has credentials of its own; default an administrator.
  ///   - now: the server's wall clock.
  public mutating func handle(
    _ request: KubeRequest, as identity: UserInfo = .admin, at now: Timestamp
  ) -> SimulatorAnswer {
    if runsControllers { settle(at: now) }
    warnings = []
    var answer: SimulatorAnswer
    do throws(APIFailure) {
      answer = try respond(to: request, as: identity, at: now)
    } catch {
      answer = .failure(error)
    }
    answer.add(warnings: warnings)
    if request.method == .head { answer.body = .bytes([]) }
    if runsControllers { settle(at: now) }
    return answer
  }

  /// Forgets the history, as a compaction of etcd does: watches, exact lists and pages from before now expire.
  public mutating func compact() { store.compact() }
}

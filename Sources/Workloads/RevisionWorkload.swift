import KubeCore
public import KubeTypes
public import SlipwayAPI

/// The objects of one revision of a ModelDeployment, as its spec describes them now.
///
/// A revision is never changed: another spec makes another revision. So these objects are made once, and later only
/// scaled and deleted.
public struct RevisionWorkload: Sendable {
  private let deployment: ModelDeployment
  private let name: String
  private let owner: OwnerReference?

  /// - Parameter deployment: as the API server stores it; its uid makes it the owner of all objects.
  public init(_ deployment: ModelDeployment) {
    self.deployment = deployment
    name = deployment.metadata.name ?? ""
    owner = deployment.controllerReference()
  }

  private var labels: [String: String] { SlipwayLabels.of(name, revision: deployment.revision) }

  private func metadata() -> ObjectMeta {
    ObjectMeta(
      name: WorkloadNames.revision(name, deployment.revision), namespace: deployment.metadata.namespace,
      labels: labels, annotations: [Self.modelAnnotation: deployment.spec.model.uri],
      ownerReferences: owner.map { [$0] })
  }

  /// Keeps the URI of a revision's model, for the status of revisions whose spec has gone.
  public static let modelAnnotation = "slipway.dev/model"

  /// The Deployment that runs the revision's replicas.
  public func deployment(replicas: Int) -> Deployment {
    var spec = DeploymentSpec(
      replicas: replicas, selector: LabelSelector(matchLabels: labels),
      template: PodTemplateSpec(metadata: ObjectMeta(labels: labels), spec: podSpec()))
    spec.revisionHistoryLimit = 0
    return Deployment(metadata: metadata(), spec: spec)
  }

  /// The Service that reaches the replicas of this revision alone.
  public func service() -> Service {
    Service(
      metadata: metadata(),
      spec: ServiceSpec(selector: labels, ports: [ServicePort(name: "http", port: 80, targetPort: "http")]))
  }

  /// The Service by which people reach a candidate that has no traffic yet.
  public static func previewService(of deployment: ModelDeployment, revision: String) -> Service {
    let name = deployment.metadata.name ?? ""
    return Service(
      metadata: ObjectMeta(
        name: WorkloadNames.preview(name), namespace: deployment.metadata.namespace,
        labels: SlipwayLabels.common(name), ownerReferences: deployment.controllerReference().map { [$0] }),
      spec: ServiceSpec(
        selector: SlipwayLabels.of(name, revision: revision),
        ports: [ServicePort(name: "http", port: 80, targetPort: "http")]))
  }

  private func podSpec() -> PodSpec {
    let runtime = deployment.spec.runtime
    var pod = PodSpec(containers: [container()])
    pod.serviceAccountName = runtime.serviceAccountName
    // A model server has no business with the Kubernetes API, unless an account was named for it.
    pod.automountServiceAccountToken = runtime.serviceAccountName == nil ? false : nil
    pod.terminationGracePeriodSeconds = (runtime.terminationGracePeriod.milliseconds + 999) / 1000
    return pod
  }

  private func container() -> Container {
    let runtime = deployment.spec.runtime
    var container = Container(name: "model", image: runtime.image)
    if !runtime.command.isEmpty { container.command = runtime.command }
    if !runtime.args.isEmpty { container.args = runtime.args }
    container.env = environment()
    container.ports = [ContainerPort(name: "http", containerPort: runtime.port)]
    container.readinessProbe = Probe(
      httpGet: Probe.HTTPGet(path: runtime.readinessPath, port: "http"), periodSeconds: 1)
    container.securityContext = Self.restricted
    let (requests, limits) = (runtime.resources.requests, runtime.resources.limits)
    if !requests.isEmpty || !limits.isEmpty {
      container.resources = KubeTypes.ResourceRequirements(
        requests: requests.isEmpty ? nil : requests.mapValues(\.text),
        limits: limits.isEmpty ? nil : limits.mapValues(\.text))
    }
    return container
  }

  /// What the server learns of itself; the user's own variables win over these.
  private func environment() -> [EnvVar] {
    let model = deployment.spec.model
    var variables = [
      EnvVar(name: "POD_IP", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "status.podIP"))),
      EnvVar(name: "SLIPWAY_DEPLOYMENT", value: name),
      EnvVar(name: "SLIPWAY_MODEL_NAME", value: model.name ?? name),
      EnvVar(name: "SLIPWAY_MODEL_URI", value: model.uri),
      EnvVar(name: "SLIPWAY_REVISION", value: deployment.revision),
    ]
    let own = Set(deployment.spec.runtime.env.map(\.name))
    variables.removeAll { own.contains($0.name) }
    return variables + deployment.spec.runtime.env.map { EnvVar(name: $0.name, value: $0.value) }
  }

  /// The container's part of the "restricted" Pod Security Standard.
  private static let restricted: SecurityContext = {
    var context = SecurityContext()
    context.allowPrivilegeEscalation = false
    context.capabilities = SecurityContext.Capabilities(drop: ["ALL"])
    context.runAsNonRoot = true
    context.seccompProfile = SecurityContext.SeccompProfile(type: "RuntimeDefault")
    return context
  }()
}

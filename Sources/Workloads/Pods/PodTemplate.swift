import KubeCore
import KubeTypes
import SlipwayAPI

/// The pod template of a revision, as the spec of its deployment describes it: resolved, with nothing left to look up.
struct PodTemplate {
  private let deployment: ModelDeployment
  private let name: String
  private var runtime: ModelRuntime { deployment.spec.runtime }

  init(_ deployment: ModelDeployment) {
    self.deployment = deployment
    name = deployment.metadata.name ?? ""
  }

  /// The whole template, with the user's own fields laid over it.
  ///
  /// The labels by which the revision's objects find each other are not the user's to change.
  func json() throws -> JSONValue {
    var template = try JSONCoding.tree(PodTemplateSpec(metadata: ObjectMeta(), spec: pod()))
    try addSettings(to: &template)
    if let overlay = runtime.template { template = PodOverlay.apply(overlay, to: template) }
    var labels = template["metadata"]?["labels"]?.stringMap ?? [:]
    labels.merge(SlipwayLabels.of(name, revision: deployment.revision)) { $1 }
    template[["metadata", "labels"]] = JSONValue(labels)
    return template
  }

  /// What is passed on as it was written.
  private func addSettings(to template: inout JSONValue) throws {
    if !runtime.tolerations.isEmpty { template[["spec", "tolerations"]] = .array(runtime.tolerations) }
    if let affinity = runtime.affinity { template[["spec", "affinity"]] = affinity }
    if !runtime.volumes.isEmpty { template[["spec", "volumes"]] = .array(runtime.volumes) }
    guard var container = template["spec"]?["containers"]?[0] else { return }
    if !runtime.volumeMounts.isEmpty { container["volumeMounts"] = .array(runtime.volumeMounts) }
    container["env"] = .array(try environment())
    template[["spec", "containers"]] = [container]
  }

  private func pod() -> PodSpec {
    var pod = PodSpec(containers: [container()])
    pod.serviceAccountName = runtime.serviceAccountName
    // A model server has no business with the Kubernetes API, unless an account was named for it.
    pod.automountServiceAccountToken = runtime.serviceAccountName == nil ? false : nil
    pod.nodeSelector = runtime.nodeSelector.isEmpty ? nil : runtime.nodeSelector
    pod.terminationGracePeriodSeconds = (runtime.terminationGracePeriod.milliseconds + 999) / 1000
    return pod
  }

  private func container() -> Container {
    var container = Container(name: "model", image: runtime.image)
    if !runtime.command.isEmpty { container.command = runtime.command }
    if !runtime.args.isEmpty { container.args = runtime.args }
    container.ports = [ContainerPort(name: "http", containerPort: runtime.port)]
    if let port = runtime.metricsPort { container.ports?.append(ContainerPort(name: "metrics", containerPort: port)) }
    container.readinessProbe = Self.probe(runtime.readinessPath, seconds: 1)
    if let path = runtime.livenessPath {
      container.livenessProbe = Self.probe(path, seconds: 10)
      // The check of liveness waits until the model is loaded, or for as long as that may take.
      container.startupProbe = Self.probe(path, seconds: 2)
      container.startupProbe?.failureThreshold = Int(max(1, runtime.startupDeadline.milliseconds / 2_000))
    }
    container.securityContext = Self.restricted
    container.resources = resources
    return container
  }

  private static func probe(_ path: String, seconds: Int) -> Probe {
    Probe(httpGet: Probe.HTTPGet(path: path, port: "http"), periodSeconds: seconds)
  }

  private var resources: KubeTypes.ResourceRequirements? {
    let (requests, limits) = (runtime.resources.requests, runtime.resources.limits)
    guard !requests.isEmpty || !limits.isEmpty else { return nil }
    return KubeTypes.ResourceRequirements(
      requests: requests.isEmpty ? nil : requests.mapValues(\.text),
      limits: limits.isEmpty ? nil : limits.mapValues(\.text))
  }

  /// What the server learns of itself; the user's own variables win over these.
  private func environment() throws -> [JSONValue] {
    let model = deployment.spec.model
    var variables = [
      EnvVar(name: "POD_IP", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "status.podIP"))),
      EnvVar(name: "SLIPWAY_DEPLOYMENT", value: name),
      EnvVar(name: "SLIPWAY_MODEL_NAME", value: model.name ?? name),
      EnvVar(name: "SLIPWAY_MODEL_URI", value: model.uri),
      EnvVar(name: "SLIPWAY_REVISION", value: deployment.revision),
    ]
    let own = Set(runtime.env.map(\.name))
    variables.removeAll { own.contains($0.name) }
    return try variables.map { try JSONCoding.tree($0) }
      + runtime.env.map { variable in
        guard let source = variable.valueFrom else {
          return ["name": .string(variable.name), "value": .string(variable.value)]
        }
        return ["name": .string(variable.name), "valueFrom": source]
      }
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

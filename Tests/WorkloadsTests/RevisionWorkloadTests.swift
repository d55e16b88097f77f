import KubeCore
import KubeTypes
import SlipwayAPI
import Testing
import Workloads

@Suite struct RevisionWorkloadTests {
  private func deployment() -> ModelDeployment {
    var metadata = ObjectMeta(name: "fraud", namespace: "ml")
    metadata.uid = "u1"
    var spec = ModelDeploymentSpec()
    spec.model.uri = "s3://models/fraud/12"
    spec.runtime.image = "registry.example/server:1"
    spec.runtime.args = ["serve"]
    spec.runtime.port = 9000
    spec.runtime.env = [EnvironmentVariable(name: "SLIPWAY_MODEL_NAME", value: "mine")]
    return ModelDeployment(metadata: metadata, spec: spec)
  }

  private func make(_ deployment: ModelDeployment, replicas: Int) throws -> Deployment {
    let workload = RevisionWorkload(try RevisionRecord(deployment), of: deployment)
    return try JSONCoding.decode(Deployment.self, from: workload.deployment(replicas: replicas).content)
  }

  @Test("a revision is a Deployment that runs its server under the restricted security standard")
  func makesDeployment() throws {
    let deployment = deployment()
    let made = try make(deployment, replicas: 3)
    #expect(made.metadata.name == "fraud-\(deployment.revision)")
    #expect(made.metadata.controller?.uid == "u1")
    #expect(made.spec?.replicas == 3)
    #expect(made.spec?.selector.matchLabels == made.spec?.template.metadata.labels)
    let pod = try #require(made.spec?.template.spec)
    #expect(pod.automountServiceAccountToken == false)
    #expect(pod.terminationGracePeriodSeconds == 30)
    let container = try #require(pod.containers.first)
    #expect(container.args == ["serve"])
    #expect(container.command == nil)
    #expect(container.ports == [ContainerPort(name: "http", containerPort: 9000)])
    #expect(container.securityContext?.runAsNonRoot == true)
    #expect(container.securityContext?.allowPrivilegeEscalation == false)
    #expect(container.securityContext?.capabilities?.drop == ["ALL"])
    #expect(container.readinessProbe?.httpGet?.path == "/v2/health/ready")
  }

  @Test("the user's variables win over Slipway's own")
  func environment() throws {
    let deployment = deployment()
    let variables = try #require(
      make(deployment, replicas: 1).spec?.template.spec.containers.first?.env)
    #expect(variables.filter { $0.name == "SLIPWAY_MODEL_NAME" }.map(\.value) == ["mine"])
    #expect(variables.first { $0.name == "SLIPWAY_REVISION" }?.value == deployment.revision)
    #expect(variables.first { $0.name == "POD_IP" }?.valueFrom?.fieldRef?.fieldPath == "status.podIP")
  }

  @Test("the revision's Service reaches its replicas alone")
  func makesService() throws {
    let deployment = deployment()
    let service = RevisionWorkload(try RevisionRecord(deployment), of: deployment).service()
    #expect(
      service.spec?.selector == [
        "app.kubernetes.io/managed-by": "slipway", "slipway.dev/deployment": "fraud",
        "slipway.dev/revision": deployment.revision,
      ])
    #expect(service.spec?.ports == [ServicePort(name: "http", port: 80, targetPort: "http")])
  }
}

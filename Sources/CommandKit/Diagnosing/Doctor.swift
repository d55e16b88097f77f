import KubeClient
import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

/// Looks at everything that rollouts rest on: the server, the definitions, the caller's rights, the operator, and each
/// deployment with its pods and their metrics.
struct Doctor {
  let client: KubeClient
  let namespace: String

  func findings(_ names: [String]) async throws -> [DoctorFinding] {
    var findings = [try await server(), try await definition(ModelDeployment.resourceType)]
    guard findings.last?.result == .ok else { return findings }
    findings.append(try await definition(RolloutRequest.resourceType))
    findings += try await rights()
    do throws(KubeError) {
      let deployments = try await deployments(names)
      findings.append(operatorActivity(deployments))
      for deployment in deployments { findings += await examine(deployment) }
    } catch {
      guard error.code == .forbidden else { throw error }
      findings.append(DoctorFinding("operator", .warning, "you may not look at ModelDeployments in \(namespace) to tell by"))
    }
    return findings
  }

  private func server() async throws -> DoctorFinding {
    DoctorFinding("API server", .ok, "answers, version \(try await client.serverVersion())")
  }

  private func definition(_ type: ResourceType) async throws -> DoctorFinding {
    let subject = "definition of \(type.kind)"
    guard try await client.serves(type) else {
      return DoctorFinding(
        subject, .failure, "\(type.qualifiedName) \(type.version) is not served; install crds.yaml of this version")
    }
    return DoctorFinding(subject, .ok, "\(type.version) is served")
  }

  private func rights() async throws -> [DoctorFinding] {
    let questions: [(String, ResourceType)] = [
      ("list", ModelDeployment.resourceType), ("watch", ModelDeployment.resourceType),
      ("patch", ModelDeployment.resourceType), ("create", RolloutRequest.resourceType), ("list", Pod.resourceType),
    ]
    var missing: [String] = []
    for (verb, type) in questions {
      let answer = try await client.mayI(AccessQuestion(verb, type, namespace: namespace))
      if !answer.isAllowed { missing.append("\(verb) \(type.qualifiedName)") }
    }
    guard !missing.isEmpty else {
      return [DoctorFinding("your rights", .ok, "all that the commands need in \(namespace)")]
    }
    return [DoctorFinding("your rights", .warning, "you may not \(missing.joined(separator: ", ")) in \(namespace)")]
  }

  private func deployments(_ names: [String]) async throws(KubeError) -> [DeploymentView] {
    let api = client.api(DeploymentView.self, namespace: namespace)
    guard !names.isEmpty else { return try await api.list().items }
    var found: [DeploymentView] = []
    for name in names { found.append(try await api.get(name)) }
    return found
  }

  /// An operator that works has seen the newest specs; where it runs is none of the caller's business.
  private func operatorActivity(_ deployments: [DeploymentView]) -> DoctorFinding {
    let waiting = deployments.filter { !$0.isObserved }.map(\.name)
    guard !deployments.isEmpty else {
      return DoctorFinding("operator", .warning, "there is no ModelDeployment in \(namespace) to tell by")
    }
    guard waiting.isEmpty else {
      return DoctorFinding(
        "operator", waiting.count == deployments.count ? .failure : .warning,
        "it has not seen the newest spec of \(waiting.joined(separator: ", ")); does it run, and look after \(namespace)?"
      )
    }
    return DoctorFinding("operator", .ok, "it has seen the newest spec of every ModelDeployment in \(namespace)")
  }
}

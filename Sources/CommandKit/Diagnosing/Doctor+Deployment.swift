import KubeClient
import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

extension Doctor {
  /// Looks at one deployment. What cannot be looked at is a warning: it does not keep the rest from being seen.
  func examine(_ view: DeploymentView) async -> [DoctorFinding] {
    switch ModelDeployment.validated(view.content) {
    case .failure(let invalid):
      return invalid.issues.map { DoctorFinding(view.name, .failure, $0.description) }
    case .success(let model):
      return model.warnings.map { DoctorFinding(view.name, .warning, $0.description) }
        + [stalled(view)].compactMap { $0 } + (await apex(of: view)) + (await routers(of: model, view))
        + (await metrics(of: model, view))
    }
  }

  private func stalled(_ view: DeploymentView) -> DoctorFinding? {
    guard let condition = view.status.conditions["Stalled"], condition.status == .true else { return nil }
    return DoctorFinding(view.name, .failure, "stalled: \(condition.message ?? condition.reason ?? "")")
  }

  /// The Service that clients talk to must be the deployment's own.
  private func apex(of view: DeploymentView) async -> [DoctorFinding] {
    let name = WorkloadNames.apex(view.name)
    do throws(KubeError) {
      guard let service = try await client.api(Service.self, namespace: namespace).find(name) else {
        return [DoctorFinding(view.name, .warning, "its Service `\(name)` does not exist yet")]
      }
      guard service.metadata.controller?.uid == view.metadata.uid else {
        return [
          DoctorFinding(view.name, .failure, "a Service `\(name)` exists that is not its own; rename one of them")
        ]
      }
      return []
    } catch {
      return [DoctorFinding(view.name, .warning, "its Service could not be looked at: \(error)")]
    }
  }

  /// Reads the metrics of one ready pod through the API server, as the operator reads them from the pod.
  private func metrics(of model: ModelDeployment, _ view: DeploymentView) async -> [DoctorFinding] {
    if let prometheus = model.spec.analysis.source.prometheus {
      let advice = "whether it answers the operator, `explain` says"
      return [DoctorFinding(view.name, .ok, "its metrics come from \(prometheus.server.address); \(advice)")]
    }
    do throws(KubeError) {
      let selector = LabelSelector(matchLabels: [SlipwayLabels.deployment: view.name])
      let pods = try await client.api(Pod.self, namespace: namespace).list(ListOptions(labelSelector: selector)).items
      guard let pod = pods.first(where: \.isReady), let name = pod.metadata.name else {
        return [DoctorFinding(view.name, .warning, "no pod is ready: metrics could not be looked at")]
      }
      let page = try await PodSampleReader.page(of: pod, model, client)
      return [DoctorFinding(view.name, page, of: name, model)]
    } catch {
      let problem = "the metrics of pods cannot be read through the API server: \(error.message)"
      return [DoctorFinding(view.name, .warning, problem)]
    }
  }
}

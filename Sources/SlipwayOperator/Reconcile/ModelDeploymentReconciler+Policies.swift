import KubeCore
import SlipwayAPI

extension ModelDeploymentReconciler {
  /// Reads an object by the rules of its kind and of the policies that hold for it.
  func validated(_ stored: StoredModelDeployment) -> Result<ModelDeployment, InvalidObject> {
    guard let demands = policies?.demands(in: stored.metadata.namespace), !demands.policies.isEmpty else {
      return ModelDeployment.validated(stored.content)
    }
    return ModelDeployment.validated(demands.filled(stored.content)).flatMap { model in
      let issues = demands.issues(with: model)
      return issues.isEmpty ? .success(model) : .failure(InvalidObject(issues: issues))
    }
  }
}

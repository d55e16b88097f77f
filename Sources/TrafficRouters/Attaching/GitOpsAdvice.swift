import KubeCore
public import SlipwayAPI

/// What a GitOps tool has to be told, so that it does not put back what Slipway writes.
public enum GitOpsAdvice {
  /// The `ignoreDifferences` of an Argo CD Application, as YAML, for the fields that Slipway writes into objects that
  /// others own.
  ///
  /// - Returns: `nil` when Slipway writes into none: what it makes itself stands in no repository.
  public static func ignoreDifferences(for deployment: ModelDeployment) -> String? {
    guard let router = deployment.spec.traffic.router.choice.router as? AttachedRouter,
      let name = deployment.metadata.name
    else { return nil }
    let type = router.form.kind.resourceType
    return """
      ignoreDifferences:
      - group: \(type.group)
        kind: \(type.kind)
        name: \(router.route)
        namespace: \(deployment.metadata.namespace ?? "default")
        jqPathExpressions:
        - .spec.\(router.form.rules)[]?.\(router.form.backends)
        - .metadata.annotations."slipway.dev/attached-\(name)"
      syncOptions:
      - RespectIgnoreDifferences=true

      """
  }
}

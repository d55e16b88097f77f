/// Which members of a built-in type its schema requires: those that are always written and hold no object, with a few
/// exceptions in both directions.
enum RequiredMembers {
  static func contains(_ type: String, _ member: TypeNotation.Member, isObject: Bool) -> Bool {
    let name = "\(type).\(member.name)"
    return member.isAlwaysWritten && !isObject ? !spared.contains(name) : added.contains(name)
  }

  private static let added = names(
    """
    Binding.target ClusterRoleBinding.roleRef ContainerResourceMetricSource.target
    ContainerResourceMetricStatus.current ContainerRestartRule.action ContainerRestartRuleOnExitCodes.operator
    CronJob.spec CronJobSpec.jobTemplate CustomResourceDefinition.spec DaemonSetSpec.selector
    DaemonSetSpec.template DefinitionSpec.names DeploymentSpec.selector DeploymentSpec.template
    Event.involvedObject Event.metadata ExternalMetricSource.metric ExternalMetricSource.target
    ExternalMetricStatus.current ExternalMetricStatus.metric HTTPIngressPath.backend
    HorizontalPodAutoscaler.spec HorizontalPodAutoscalerSpec.scaleTargetRef
    HorizontalPodAutoscalerSpecV1.scaleTargetRef HorizontalPodAutoscalerV1.spec ImageVolumeStatus.imageRef
    JobSpec.template LocalSubjectAccessReview.spec ObjectMetricSource.describedObject ObjectMetricSource.metric
    ObjectMetricSource.target ObjectMetricStatus.current ObjectMetricStatus.describedObject
    ObjectMetricStatus.metric PersistentVolumeClaimTemplate.spec PodCertificateProjection.keyType
    PodCertificateProjection.signerName PodsMetricSource.metric PodsMetricSource.target PodsMetricStatus.current
    PodsMetricStatus.metric PreferredSchedulingTerm.preference ReplicaSetSpec.selector
    ResourceMetricSource.target ResourceMetricStatus.current RoleBinding.roleRef SelfSubjectAccessReview.spec
    SelfSubjectRulesReview.spec StatefulSetSpec.selector StatefulSetSpec.template SubjectAccessReview.spec
    TokenReview.spec TokenReviewSpec.token ValidatingAdmissionPolicyBinding.spec
    ValidatingAdmissionPolicyBindingSpec.policyName ValidatingAdmissionPolicyBindingSpec.validationActions
    WeightedPodAffinityTerm.podAffinityTerm
    """)

  private static let spared = names(
    """
    ClusterRole.rules ContainerImage.names ContainerStateRunning.startedAt ContainerStateTerminated.finishedAt
    ContainerStateTerminated.startedAt ControllerRevision.data DaemonSetCondition.lastTransitionTime
    DefinitionStatus.conditions DefinitionStatus.storedVersions DeploymentCondition.lastTransitionTime
    DeploymentCondition.lastUpdateTime EndpointSlice.endpoints EndpointSlice.ports Event.eventTime
    Event.firstTimestamp Event.lastTimestamp Event.reportingComponent Event.reportingInstance
    EventSeries.lastObservedTime GRPCAction.service GroupEvent.deprecatedFirstTimestamp
    GroupEvent.deprecatedLastTimestamp HorizontalPodAutoscalerCondition.lastTransitionTime
    HorizontalPodAutoscalerStatus.currentMetrics IngressClassParametersReference.scope
    JobCondition.lastProbeTime JobCondition.lastTransitionTime NamespaceCondition.lastTransitionTime
    NodeCondition.lastHeartbeatTime NodeCondition.lastTransitionTime NodeRuntimeHandler.name
    PersistentVolumeClaimCondition.lastProbeTime PersistentVolumeClaimCondition.lastTransitionTime
    PodCondition.lastProbeTime PodCondition.lastTransitionTime PodDisruptionBudgetStatus.currentHealthy
    PodDisruptionBudgetStatus.desiredHealthy PodDisruptionBudgetStatus.disruptionsAllowed
    PodDisruptionBudgetStatus.expectedPods PodFailurePolicyOnPodConditionsPattern.status PriorityClass.value
    ProjectedVolumeSource.sources ReplicaSetCondition.lastTransitionTime
    ReplicationControllerCondition.lastTransitionTime ResourceFieldSelector.divisor Role.rules RoleRef.apiGroup
    ServicePort.targetPort StatefulSetCondition.lastTransitionTime StatefulSetOrdinals.start
    StatefulSetSpec.serviceName StatefulSetStatus.availableReplicas TokenRequestSpec.audiences
    TokenRequestSpec.expirationSeconds TokenRequestStatus.expirationTimestamp TokenRequestStatus.token
    TypedLocalObjectReference.apiGroup TypedObjectReference.apiGroup
    """)

  private static func names(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}

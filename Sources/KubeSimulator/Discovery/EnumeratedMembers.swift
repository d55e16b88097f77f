import KubeCore

/// Which texts a member of a built-in type may hold, as the published schemas say; the many signals are left out.
enum EnumeratedMembers {
  static func values(_ type: String, _ member: Substring) -> JSONValue? {
    table["\(type).\(member)"].map { .array($0.map { .string($0) }) }
  }

  private static let table: [String: [String]] = {
    let rows = text.split(separator: "\n").map { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      let values = parts.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
      return (String(parts.first ?? ""), values.map(String.init))
    }
    return Dictionary(rows) { first, _ in first }
  }()

  private static let text = """
    AppArmorProfile.type=Localhost,RuntimeDefault,Unconfined
    Container.imagePullPolicy=Always,IfNotPresent,Never
    Container.terminationMessagePolicy=FallbackToLogsOnError,File
    ContainerPort.protocol=SCTP,TCP,UDP
    CoreEndpointPort.protocol=SCTP,TCP,UDP
    CronJobSpec.concurrencyPolicy=Allow,Forbid,Replace
    DaemonSetUpdateStrategy.type=OnDelete,RollingUpdate
    DeploymentStrategy.type=Recreate,RollingUpdate
    EndpointPort.protocol=SCTP,TCP,UDP
    EndpointSlice.addressType=FQDN,IPv4,IPv6
    EphemeralContainer.imagePullPolicy=Always,IfNotPresent,Never
    EphemeralContainer.terminationMessagePolicy=FallbackToLogsOnError,File
    HTTPGetAction.scheme=HTTP,HTTPS
    HTTPIngressPath.pathType=Exact,ImplementationSpecific,Prefix
    HostPathVolumeSource.type=,BlockDevice,CharDevice,Directory,DirectoryOrCreate,File,FileOrCreate,Socket
    ImageVolumeSource.pullPolicy=Always,IfNotPresent,Never
    IngressPortStatus.protocol=SCTP,TCP,UDP
    JobSpec.completionMode=Indexed,NonIndexed
    JobSpec.podReplacementPolicy=Failed,TerminatingOrFailed
    MatchResources.matchPolicy=Equivalent,Exact
    ModifyVolumeStatus.status=InProgress,Infeasible,Pending
    NamedRuleWithOperations.operations=*,CONNECT,CREATE,DELETE,UPDATE
    NamedRuleWithOperations.scope=*,Cluster,Namespaced
    NamespaceStatus.phase=Active,Terminating
    NetworkPolicyPort.protocol=SCTP,TCP,UDP
    NetworkPolicySpec.policyTypes=Egress,Ingress
    NodeSelectorRequirement.operator=DoesNotExist,Exists,Gt,In,Lt,NotIn
    NodeStatus.phase=Pending,Running,Terminated
    PersistentVolumeClaimSpec.accessModes=ReadOnlyMany,ReadWriteMany,ReadWriteOnce,ReadWriteOncePod
    PersistentVolumeClaimSpec.volumeMode=Block,Filesystem
    PersistentVolumeClaimStatus.accessModes=ReadOnlyMany,ReadWriteMany,ReadWriteOnce,ReadWriteOncePod
    PersistentVolumeClaimStatus.phase=Bound,Lost,Pending
    PersistentVolumeSpec.accessModes=ReadOnlyMany,ReadWriteMany,ReadWriteOnce,ReadWriteOncePod
    PersistentVolumeSpec.persistentVolumeReclaimPolicy=Delete,Recycle,Retain
    PersistentVolumeSpec.volumeMode=Block,Filesystem
    PersistentVolumeStatus.phase=Available,Bound,Failed,Pending,Released
    PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy=AlwaysAllow,IfHealthyBudget
    PodFailurePolicyOnExitCodesRequirement.operator=In,NotIn
    PodFailurePolicyRule.action=Count,FailIndex,FailJob,Ignore
    PodSecurityContext.fsGroupChangePolicy=Always,OnRootMismatch
    PodSecurityContext.supplementalGroupsPolicy=Merge,Strict
    PodSpec.dnsPolicy=ClusterFirst,ClusterFirstWithHostNet,Default,None
    PodSpec.preemptionPolicy=Never,PreemptLowerPriority
    PodSpec.restartPolicy=Always,Never,OnFailure
    PodStatus.phase=Failed,Pending,Running,Succeeded,Unknown
    PodStatus.qosClass=BestEffort,Burstable,Guaranteed
    PortStatus.protocol=SCTP,TCP,UDP
    PriorityClass.preemptionPolicy=Never,PreemptLowerPriority
    ResourceQuotaSpec.scopes=BestEffort,CrossNamespacePodAffinity,NotBestEffort,NotTerminating,PriorityClass,\
    Terminating,VolumeAttributesClass
    RuleWithOperations.operations=*,CONNECT,CREATE,DELETE,UPDATE
    RuleWithOperations.scope=*,Cluster,Namespaced
    ScopedResourceSelectorRequirement.operator=DoesNotExist,Exists,In,NotIn
    ScopedResourceSelectorRequirement.scopeName=BestEffort,CrossNamespacePodAffinity,NotBestEffort,\
    NotTerminating,PriorityClass,Terminating,VolumeAttributesClass
    SeccompProfile.type=Localhost,RuntimeDefault,Unconfined
    SecurityContext.procMount=Default,Unmasked
    ServicePort.protocol=SCTP,TCP,UDP
    ServiceSpec.externalTrafficPolicy=Cluster,Local
    ServiceSpec.internalTrafficPolicy=Cluster,Local
    ServiceSpec.ipFamilies=,IPv4,IPv6
    ServiceSpec.ipFamilyPolicy=PreferDualStack,RequireDualStack,SingleStack
    ServiceSpec.sessionAffinity=ClientIP,None
    ServiceSpec.type=ClusterIP,ExternalName,LoadBalancer,NodePort
    StatefulSetSpec.podManagementPolicy=OrderedReady,Parallel
    StatefulSetUpdateStrategy.type=OnDelete,RollingUpdate
    StorageClass.reclaimPolicy=Delete,Recycle,Retain
    StorageClass.volumeBindingMode=Immediate,WaitForFirstConsumer
    Taint.effect=NoExecute,NoSchedule,PreferNoSchedule
    Toleration.effect=NoExecute,NoSchedule,PreferNoSchedule
    Toleration.operator=Equal,Exists,Gt,Lt
    TopologySpreadConstraint.nodeAffinityPolicy=Honor,Ignore
    TopologySpreadConstraint.nodeTaintsPolicy=Honor,Ignore
    TopologySpreadConstraint.whenUnsatisfiable=DoNotSchedule,ScheduleAnyway
    ValidatingAdmissionPolicyBindingSpec.validationActions=Audit,Deny,Warn
    ValidatingAdmissionPolicySpec.failurePolicy=Fail,Ignore
    VolumeMount.mountPropagation=Bidirectional,HostToContainer,None
    """
}

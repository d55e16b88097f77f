extension BuiltInTypes {
  /// Workloads: `apps` and `batch`.
  static let apps = """
    RollingUpdateDeployment = maxUnavailable?#1:intstr maxSurge?#2:intstr
    DeploymentStrategy = type#1:string|DeploymentStrategyType rollingUpdate?#2:RollingUpdateDeployment
    DeploymentSpec = replicas?#1:int=1 selector?!#2:LabelSelector template!#3:PodTemplateSpec
      strategy!#4:DeploymentStrategy minReadySeconds#5:int revisionHistoryLimit?#6:int=10 paused#7:bool
      progressDeadlineSeconds?#9:int=600
    DeploymentCondition = type!#1:string|DeploymentConditionType status!#2:string|ConditionStatus
      lastUpdateTime!#6:time lastTransitionTime!#7:time reason#4:string message#5:string
    DeploymentStatus = observedGeneration#1:long replicas#2:int updatedReplicas#3:int readyReplicas#7:int
      availableReplicas#4:int unavailableReplicas#5:int terminatingReplicas?#9:int
      conditions#6:[DeploymentCondition@type] collisionCount?#8:int
    Deployment = metadata!#1:ObjectMeta spec!#2:DeploymentSpec status!#3:DeploymentStatus
    ReplicaSetSpec = replicas?#1:int=1 minReadySeconds#4:int selector?!#2:LabelSelector
      template!#3:PodTemplateSpec
    ReplicaSetCondition = type!#1:string|ReplicaSetConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string
    ReplicaSetStatus = replicas!#1:int fullyLabeledReplicas#2:int readyReplicas#4:int availableReplicas#5:int
      terminatingReplicas?#7:int observedGeneration#3:long conditions#6:[ReplicaSetCondition@type]
    ReplicaSet = metadata!#1:ObjectMeta spec!#2:ReplicaSetSpec status!#3:ReplicaSetStatus
    RollingUpdateStatefulSetStrategy = partition?#1:int maxUnavailable?#2:intstr
    StatefulSetUpdateStrategy = type#1:string|StatefulSetUpdateStrategyType
      rollingUpdate?#2:RollingUpdateStatefulSetStrategy
    StatefulSetPersistentVolumeClaimRetentionPolicy =
      whenDeleted#1:string|PersistentVolumeClaimRetentionPolicyType
      whenScaled#2:string|PersistentVolumeClaimRetentionPolicyType
    StatefulSetOrdinals = start!#1:int
    TypeMeta = kind:string apiVersion:string
    ClaimTemplate|PersistentVolumeClaim = *:TypeMeta metadata!#1:ObjectMeta spec!#2:PersistentVolumeClaimSpec
      status!#3:PersistentVolumeClaimStatus
    StatefulSetSpec = replicas?#1:int=1 selector?!#2:LabelSelector template!#3:PodTemplateSpec
      volumeClaimTemplates#4:[ClaimTemplate] serviceName!#5:string
      podManagementPolicy#6:string|PodManagementPolicyType=OrderedReady
      updateStrategy!#7:StatefulSetUpdateStrategy revisionHistoryLimit?#8:int=10 minReadySeconds#9:int
      persistentVolumeClaimRetentionPolicy?#10:StatefulSetPersistentVolumeClaimRetentionPolicy
      ordinals?#11:StatefulSetOrdinals
    StatefulSetCondition = type!#1:string|StatefulSetConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string
    StatefulSetStatus = observedGeneration#1:long replicas!#2:int readyReplicas#3:int currentReplicas#4:int
      updatedReplicas#5:int currentRevision#6:string updateRevision#7:string collisionCount?#9:int
      conditions#10:[StatefulSetCondition@type] availableReplicas!#11:int
    StatefulSet = metadata!#1:ObjectMeta spec!#2:StatefulSetSpec status!#3:StatefulSetStatus
    RollingUpdateDaemonSet = maxUnavailable?#1:intstr maxSurge?#2:intstr
    DaemonSetUpdateStrategy = type#1:string|DaemonSetUpdateStrategyType rollingUpdate?#2:RollingUpdateDaemonSet
    DaemonSetSpec = selector?!#1:LabelSelector template!#2:PodTemplateSpec
      updateStrategy!#3:DaemonSetUpdateStrategy minReadySeconds#4:int revisionHistoryLimit?#6:int=10
    DaemonSetCondition = type!#1:string|DaemonSetConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string
    DaemonSetStatus = currentNumberScheduled!#1:int numberMisscheduled!#2:int desiredNumberScheduled!#3:int
      numberReady!#4:int observedGeneration#5:long updatedNumberScheduled#6:int numberAvailable#7:int
      numberUnavailable#8:int collisionCount?#9:int conditions#10:[DaemonSetCondition@type]
    DaemonSet = metadata!#1:ObjectMeta spec!#2:DaemonSetSpec status!#3:DaemonSetStatus
    ControllerRevision = metadata!#1:ObjectMeta data!#2:any revision!#3:long
    PodFailurePolicyOnExitCodesRequirement = containerName?#1:string
      operator!#2:string|PodFailurePolicyOnExitCodesOperator values!#3:[int@@]
    PodFailurePolicyOnPodConditionsPattern = type!#1:string|PodConditionType
      status!#2:string|ConditionStatus=True
    PodFailurePolicyRule = action!#1:string|PodFailurePolicyAction
      onExitCodes?#2:PodFailurePolicyOnExitCodesRequirement
      onPodConditions#3:[PodFailurePolicyOnPodConditionsPattern]
    PodFailurePolicy = rules!#1:[PodFailurePolicyRule]
    SuccessPolicyRule = succeededIndexes?#1:string succeededCount?#2:int
    SuccessPolicy = rules!#1:[SuccessPolicyRule]
    JobSpec = parallelism?#1:int completions?#2:int activeDeadlineSeconds?#3:long
      podFailurePolicy?#11:PodFailurePolicy successPolicy?#16:SuccessPolicy backoffLimit?#7:int
      backoffLimitPerIndex?#12:int maxFailedIndexes?#13:int selector?#4:LabelSelector manualSelector?#5:bool
      template!#6:PodTemplateSpec ttlSecondsAfterFinished?#8:int completionMode?#9:string|CompletionMode
      suspend?#10:bool podReplacementPolicy?#14:string|PodReplacementPolicy managedBy?#15:string
    JobCondition = type!#1:string|JobConditionType status!#2:string|ConditionStatus lastProbeTime!#3:time
      lastTransitionTime!#4:time reason#5:string message#6:string
    UncountedTerminatedPods = succeeded#1:[string|types.UID@@] failed#2:[string|types.UID@@]
    JobStatus = conditions#1:[JobCondition] startTime?#2:time completionTime?#3:time active#4:int
      succeeded#5:int failed#6:int terminating?#11:int completedIndexes#7:string failedIndexes?#10:string
      uncountedTerminatedPods?#8:UncountedTerminatedPods ready?#9:int
    Job = metadata!#1:ObjectMeta spec!#2:JobSpec status!#3:JobStatus
    JobTemplateSpec = metadata!#1:ObjectMeta spec!#2:JobSpec
    CronJobSpec = schedule!#1:string timeZone?#8:string startingDeadlineSeconds?#2:long
      concurrencyPolicy#3:string|ConcurrencyPolicy=Allow suspend?#4:bool=false jobTemplate!#5:JobTemplateSpec
      successfulJobsHistoryLimit?#6:int=3 failedJobsHistoryLimit?#7:int=1
    CronJobStatus = active#1:[ObjectReference] lastScheduleTime?#4:time lastSuccessfulTime?#5:time
    CronJob = metadata!#1:ObjectMeta spec!#2:CronJobSpec status!#3:CronJobStatus

    """
}

/// The built-in types, in the notation that `SchemaNotation` reads.
///
/// Members, list keys and atomicity follow the published OpenAPI documents of Kubernetes 1.36. Parts that nothing here
/// looks into (affinity, rare volume sources) are `any`.
enum BuiltInTypes {
  static let text = meta + core + pods + apps + batch + others

  private static let meta = """
    TypeMeta = apiVersion:string kind:string
    ObjectMeta = name:string generateName:string namespace:string selfLink:string uid:string resourceVersion:string
      generation:long creationTimestamp:time deletionTimestamp:time deletionGracePeriodSeconds:long labels:{string}
      annotations:{string} ownerReferences:[OwnerReference~@uid] finalizers:[string@@] managedFields:[any]
    OwnerReference = apiVersion:string kind:string name:string uid:string controller:bool blockOwnerDeletion:bool
    LabelSelector = matchLabels:{string} matchExpressions:[LabelSelectorRequirement]
    LabelSelectorRequirement = key:string operator:string values:[string]
    MetaCondition = type:string status:string observedGeneration:long lastTransitionTime:time reason:string
      message:string
    ObjectReference = kind:string namespace:string name:string uid:string apiVersion:string resourceVersion:string
      fieldPath:string
    TypedLocalObjectReference = apiGroup:string kind:string name:string
    LocalObjectReference = name:string

    """

  private static let core = """
    Namespace = metadata!:ObjectMeta spec!:NamespaceSpec status!:NamespaceStatus
    NamespaceSpec = finalizers:[string]
    NamespaceStatus = phase:string conditions:[MetaCondition@type]
    ConfigMap = metadata!:ObjectMeta immutable:bool data:{string} binaryData:{bytes}
    Secret = metadata!:ObjectMeta immutable:bool data:{bytes} stringData:{string} type:string=Opaque
    ServiceAccount = metadata!:ObjectMeta secrets:[ObjectReference~@name] imagePullSecrets:[LocalObjectReference~]
      automountServiceAccountToken:bool
    Event = metadata!:ObjectMeta involvedObject!:ObjectReference~ reason:string message:string source!:EventSource
      firstTimestamp!:time lastTimestamp!:time count:int type:string eventTime!:time series:EventSeries action:string
      related:ObjectReference~ reportingComponent!:string reportingInstance!:string
    EventSource = component:string host:string
    EventSeries = count:int lastObservedTime:time
    GroupEvent = metadata!:ObjectMeta eventTime!:time series:EventSeries reportingController:string
      reportingInstance:string
      action:string reason:string regarding:ObjectReference~ related:ObjectReference~ note:string type:string
      deprecatedSource!:EventSource deprecatedFirstTimestamp!:time deprecatedLastTimestamp!:time deprecatedCount:int
    Service = metadata!:ObjectMeta spec!:ServiceSpec status!:ServiceStatus
    ServiceSpec = ports:[ServicePort@port,protocol] selector:{string}~ clusterIP:string clusterIPs:[string]
      type:string=ClusterIP externalIPs:[string] sessionAffinity:string=None loadBalancerIP:string
      loadBalancerSourceRanges:[string] externalName:string externalTrafficPolicy:string healthCheckNodePort:int
      publishNotReadyAddresses:bool sessionAffinityConfig:any ipFamilies:[string] ipFamilyPolicy:string
      allocateLoadBalancerNodePorts:bool loadBalancerClass:string internalTrafficPolicy:string
      trafficDistribution:string
    ServicePort = name:string protocol:string=TCP appProtocol:string port:int targetPort:intstr nodePort:int
    ServiceStatus = loadBalancer!:LoadBalancerStatus conditions:[MetaCondition@type]
    LoadBalancerStatus = ingress:[any]
    Endpoints = metadata!:ObjectMeta subsets:[any]
    Node = metadata!:ObjectMeta spec!:NodeSpec status!:NodeStatus
    NodeSpec = podCIDR:string podCIDRs:[string@@] providerID:string unschedulable:bool taints:[Taint] configSource:any
    Taint = key:string value:string effect:string timeAdded:time
    NodeStatus = capacity:{quantity} allocatable:{quantity} phase:string conditions:[NodeCondition@type]
      addresses:[NodeAddress@type] daemonEndpoints!:DaemonEndpoints nodeInfo!:NodeInfo images:[any]
      volumesInUse:[string]
      volumesAttached:[any] config:any runtimeHandlers:[any] features:any
    NodeCondition = type:string status:string lastHeartbeatTime:time lastTransitionTime:time reason:string
      message:string
    NodeAddress = type:string address:string
    DaemonEndpoints = kubeletEndpoint:DaemonEndpoint
    DaemonEndpoint = Port:int
    NodeInfo = machineID:string systemUUID:string bootID:string kernelVersion:string osImage:string
      containerRuntimeVersion:string kubeletVersion:string kubeProxyVersion:string operatingSystem:string
      architecture:string swap:any

    """

  private static let pods = """
    Pod = metadata!:ObjectMeta spec!:PodSpec status!:PodStatus
    PodTemplateSpec = metadata!:ObjectMeta spec!:PodSpec
    PodSpec = volumes:[Volume@name] initContainers:[Container@name] containers!:[Container@name]
      ephemeralContainers:[any@name]
      restartPolicy:string=Always terminationGracePeriodSeconds:long=30 activeDeadlineSeconds:long
      dnsPolicy:string=ClusterFirst nodeSelector:{string}~ serviceAccountName:string serviceAccount:string
      automountServiceAccountToken:bool nodeName:string hostNetwork:bool hostPID:bool hostIPC:bool
      shareProcessNamespace:bool securityContext:PodSecurityContext={} imagePullSecrets:[LocalObjectReference~@name]
      hostname:string subdomain:string affinity:any schedulerName:string=default-scheduler tolerations:[Toleration]
      hostAliases:[HostAlias@ip] priorityClassName:string priority:int dnsConfig:any readinessGates:[ReadinessGate]
      runtimeClassName:string enableServiceLinks:bool preemptionPolicy:string overhead:{quantity}
      topologySpreadConstraints:[TopologySpreadConstraint@topologyKey,whenUnsatisfiable] setHostnameAsFQDN:bool os:any
      hostUsers:bool schedulingGates:[SchedulingGate@name] resourceClaims:[any@name] resources:ResourceRequirements
    ReadinessGate = conditionType:string
    SchedulingGate = name:string
    Toleration = key:string operator:string value:string effect:string tolerationSeconds:long
    HostAlias = ip:string hostnames:[string]
    TopologySpreadConstraint = maxSkew:int topologyKey:string whenUnsatisfiable:string labelSelector:LabelSelector~
      minDomains:int nodeAffinityPolicy:string nodeTaintsPolicy:string matchLabelKeys:[string]
    PodSecurityContext = seLinuxOptions:any windowsOptions:any runAsUser:long runAsGroup:long runAsNonRoot:bool
      supplementalGroups:[long] supplementalGroupsPolicy:string fsGroup:long sysctls:[any] fsGroupChangePolicy:string
      seccompProfile:SeccompProfile appArmorProfile:any seLinuxChangePolicy:string
    SeccompProfile = type:string localhostProfile:string
    Container = name:string image:string command:[string] args:[string] workingDir:string
      ports:[ContainerPort@containerPort,protocol] envFrom:[EnvFromSource] env:[EnvVar@name]
      resources:ResourceRequirements={} resizePolicy:[any] restartPolicy:string volumeMounts:[VolumeMount@mountPath]
      volumeDevices:[any@devicePath] livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle
      terminationMessagePath:string=/dev/termination-log terminationMessagePolicy:string=File imagePullPolicy:string
      securityContext:SecurityContext stdin:bool stdinOnce:bool tty:bool restartPolicyRules:[any]
    ContainerPort = name:string hostPort:int containerPort:int protocol:string=TCP hostIP:string
    EnvFromSource = prefix:string configMapRef:OptionalName secretRef:OptionalName
    OptionalName = name:string optional:bool
    EnvVar = name:string value:string valueFrom:EnvVarSource
    EnvVarSource = fieldRef:ObjectFieldSelector~ resourceFieldRef:ResourceFieldSelector~ configMapKeyRef:KeySelector~
      secretKeyRef:KeySelector~ fileKeyRef:any
    ObjectFieldSelector = apiVersion:string=v1 fieldPath:string
    ResourceFieldSelector = containerName:string resource:string divisor:quantity
    KeySelector = name:string key:string optional:bool
    ResourceRequirements = limits:{quantity} requests:{quantity} claims:[any@name]
    VolumeMount = name:string readOnly:bool recursiveReadOnly:string mountPath:string subPath:string
      mountPropagation:string subPathExpr:string
    Probe = exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction initialDelaySeconds:int
      timeoutSeconds:int=1 periodSeconds:int=10 successThreshold:int=1 failureThreshold:int=3
      terminationGracePeriodSeconds:long
    ExecAction = command:[string]
    HTTPGetAction = path:string=/ port:intstr host:string scheme:string=HTTP httpHeaders:[HTTPHeader]
    HTTPHeader = name:string value:string
    TCPSocketAction = port:intstr host:string
    GRPCAction = port:int service:string
    Lifecycle = postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:string
    LifecycleHandler = exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction
    SleepAction = seconds:long
    SecurityContext = capabilities:Capabilities privileged:bool seLinuxOptions:any windowsOptions:any runAsUser:long
      runAsGroup:long runAsNonRoot:bool readOnlyRootFilesystem:bool allowPrivilegeEscalation:bool procMount:string
      seccompProfile:SeccompProfile appArmorProfile:any
    Capabilities = add:[string] drop:[string]
    Volume = name:string hostPath:HostPath emptyDir:EmptyDir configMap:ConfigMapVolume secret:SecretVolume
      persistentVolumeClaim:ClaimVolume downwardAPI:any projected:ProjectedVolume csi:any nfs:any ephemeral:any
      image:any
      gcePersistentDisk:any awsElasticBlockStore:any azureDisk:any azureFile:any cephfs:any cinder:any fc:any
      flexVolume:any flocker:any gitRepo:any glusterfs:any iscsi:any photonPersistentDisk:any portworxVolume:any
      quobyte:any rbd:any scaleIO:any storageos:any vsphereVolume:any
    HostPath = path:string type:string=
    EmptyDir = medium:string sizeLimit:quantity
    ConfigMapVolume = name:string items:[KeyToPath] defaultMode:int=420 optional:bool
    SecretVolume = secretName:string items:[KeyToPath] defaultMode:int=420 optional:bool
    KeyToPath = key:string path:string mode:int
    ClaimVolume = claimName:string readOnly:bool
    ProjectedVolume = sources:[any] defaultMode:int=420
    PodStatus = observedGeneration:long phase:string conditions:[PodCondition@type] message:string reason:string
      nominatedNodeName:string hostIP:string hostIPs:[any] podIP:string podIPs:[PodIP@ip] startTime:time
      initContainerStatuses:[any] containerStatuses:[ContainerStatus] qosClass:string ephemeralContainerStatuses:[any]
      resize:string resourceClaimStatuses:[any@name] extendedResourceClaimStatus:any
    PodIP = ip:string
    PodCondition = type:string observedGeneration:long status:string lastProbeTime!:time lastTransitionTime!:time
      reason:string message:string
    ContainerStatus = name:string state:any lastState:any ready:bool restartCount:int image:string imageID:string
      containerID:string started:bool allocatedResources:any resources:any volumeMounts:any user:any
      allocatedResourcesStatus:any stopSignal:string

    """

  private static let apps = """
    Deployment = metadata!:ObjectMeta spec!:DeploymentSpec status!:DeploymentStatus
    DeploymentSpec = replicas:int=1 selector!:LabelSelector~ template!:PodTemplateSpec strategy!:DeploymentStrategy
      minReadySeconds:int revisionHistoryLimit:int=10 paused:bool progressDeadlineSeconds:int=600
    DeploymentStrategy = type:string rollingUpdate:RollingUpdate
    RollingUpdate = maxUnavailable:intstr maxSurge:intstr
    DeploymentStatus = observedGeneration:long replicas:int updatedReplicas:int readyReplicas:int availableReplicas:int
      unavailableReplicas:int terminatingReplicas:int conditions:[DeploymentCondition@type] collisionCount:int
    DeploymentCondition = type:string status:string lastUpdateTime:time lastTransitionTime:time reason:string
      message:string
    ReplicaSet = metadata!:ObjectMeta spec!:ReplicaSetSpec status!:ReplicaSetStatus
    ReplicaSetSpec = replicas:int=1 minReadySeconds:int selector!:LabelSelector~ template!:PodTemplateSpec
    ReplicaSetStatus = replicas!:int fullyLabeledReplicas:int readyReplicas:int availableReplicas:int
      terminatingReplicas:int observedGeneration:long conditions:[MetaCondition@type]
    ControllerRevision = metadata!:ObjectMeta data:any revision!:long
    Scale = metadata!:ObjectMeta spec!:ScaleSpec status!:ScaleStatus
    ScaleSpec = replicas:int
    ScaleStatus = replicas!:int selector:string

    """

  private static let batch = """
    Job = metadata!:ObjectMeta spec!:JobSpec status!:JobStatus
    JobSpec = parallelism:int completions:int activeDeadlineSeconds:long podFailurePolicy:any successPolicy:any
      backoffLimit:int backoffLimitPerIndex:int maxFailedIndexes:int selector:LabelSelector~ manualSelector:bool
      template!:PodTemplateSpec ttlSecondsAfterFinished:int completionMode:string=NonIndexed suspend:bool=false
      podReplacementPolicy:string managedBy:string
    JobStatus = conditions:[JobCondition] startTime:time completionTime:time active:int succeeded:int failed:int
      terminating:int completedIndexes:string failedIndexes:string uncountedTerminatedPods:UncountedPods ready:int
    JobCondition = type:string status:string lastProbeTime:time lastTransitionTime:time reason:string message:string
    UncountedPods = succeeded:[string@@] failed:[string@@]
    CronJob = metadata!:ObjectMeta spec!:CronJobSpec status!:CronJobStatus
    CronJobSpec = schedule!:string timeZone:string startingDeadlineSeconds:long concurrencyPolicy:string=Allow
      suspend:bool=false jobTemplate!:JobTemplateSpec successfulJobsHistoryLimit:int=3 failedJobsHistoryLimit:int=1
    JobTemplateSpec = metadata!:ObjectMeta spec!:JobSpec
    CronJobStatus = active:[ObjectReference~] lastScheduleTime:time lastSuccessfulTime:time

    """

  private static let others = """
    EndpointSlice = metadata!:ObjectMeta addressType!:string endpoints!:[Endpoint] ports!:[EndpointPort]
    Endpoint = addresses:[string@@] conditions:EndpointConditions hostname:string targetRef:ObjectReference~
      deprecatedTopology:{string} nodeName:string zone:string hints:any
    EndpointConditions = ready:bool serving:bool terminating:bool
    EndpointPort = name:string protocol:string=TCP port:int appProtocol:string
    Lease = metadata!:ObjectMeta spec!:LeaseSpec
    LeaseSpec = holderIdentity:string leaseDurationSeconds:int acquireTime:time renewTime:time leaseTransitions:int
      strategy:string preferredHolder:string
    CustomResourceDefinition = metadata!:ObjectMeta spec!:DefinitionSpec status!:DefinitionStatus
    DefinitionSpec = group!:string names!:DefinitionNames scope!:string versions!:[any] conversion:DefinitionConversion
      preserveUnknownFields:bool
    DefinitionNames = plural!:string singular:string shortNames:[string] kind!:string listKind:string
      categories:[string]
    DefinitionConversion = strategy:string webhook:any
    DefinitionStatus = conditions!:[MetaCondition@type] acceptedNames!:DefinitionNames storedVersions!:[string]
    Role = metadata!:ObjectMeta rules!:[any]
    ClusterRole = metadata!:ObjectMeta rules!:[any] aggregationRule:any
    RoleBinding = metadata!:ObjectMeta subjects:[any] roleRef!:TypedLocalObjectReference~
    ClusterRoleBinding = metadata!:ObjectMeta subjects:[any] roleRef!:TypedLocalObjectReference~
    HorizontalPodAutoscaler = metadata!:ObjectMeta spec!:AutoscalerSpec status!:any
    AutoscalerSpec = scaleTargetRef!:AutoscalerTarget minReplicas:int maxReplicas!:int metrics:[any]
      behavior:AutoscalerBehavior
    AutoscalerTarget = kind:string name:string apiVersion:string
    AutoscalerBehavior = scaleUp:ScalingRules scaleDown:ScalingRules
    ScalingRules = stabilizationWindowSeconds:int selectPolicy:string policies:[any] tolerance:quantity
    PodDisruptionBudget = metadata!:ObjectMeta spec!:BudgetSpec status!:any
    BudgetSpec = minAvailable:intstr selector:LabelSelector~ maxUnavailable:intstr unhealthyPodEvictionPolicy:string
    NetworkPolicy = metadata!:ObjectMeta spec!:NetworkPolicySpec
    NetworkPolicySpec = podSelector!:LabelSelector~ ingress:[any] egress:[any] policyTypes:[string]

    """
}

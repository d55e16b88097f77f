extension BuiltInTypes {
  /// Kinds of the core group, but for pods and volumes.
  static let core = """
    ConfigMap = metadata!#1:ObjectMeta immutable?#4:bool data#2:{string} binaryData#3:{bytes}
    Secret = metadata!#1:ObjectMeta immutable?#5:bool data#2:{bytes} stringData#4:{string}
      type#3:string|SecretType=Opaque
    ServiceAccount = metadata!#1:ObjectMeta secrets#2:[ObjectReference@name]
      imagePullSecrets#3:[LocalObjectReference] automountServiceAccountToken?#4:bool
    NamespaceSpec = finalizers#1:[string|FinalizerName]
    NamespaceCondition = type!#1:string|NamespaceConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#4:time reason#5:string message#6:string
    NamespaceStatus = phase#1:string|NamespacePhase conditions#2:[NamespaceCondition@type]
    Namespace = metadata!#1:ObjectMeta spec!#2:NamespaceSpec status!#3:NamespaceStatus
    Taint = key!#1:string value#2:string effect!#3:string|TaintEffect timeAdded?#4:time
    NodeSpec = podCIDR#1:string podCIDRs#7:[string@@] providerID#3:string unschedulable#4:bool taints#5:[Taint]
      configSource?#6:NodeConfigSource externalID#2:string
    NodeCondition = type!#1:string|NodeConditionType status!#2:string|ConditionStatus
      lastHeartbeatTime!#3:time lastTransitionTime!#4:time reason#5:string message#6:string
    NodeAddress = type!#1:string|NodeAddressType address!#2:string
    DaemonEndpoint = Port!#1:int
    NodeDaemonEndpoints = kubeletEndpoint!#1:DaemonEndpoint
    NodeSwapStatus = capacity?#1:long
    NodeSystemInfo = machineID!#1:string systemUUID!#2:string bootID!#3:string kernelVersion!#4:string
      osImage!#5:string containerRuntimeVersion!#6:string kubeletVersion!#7:string kubeProxyVersion!#8:string
      operatingSystem!#9:string architecture!#10:string swap?#11:NodeSwapStatus
    ContainerImage = names!#1:[string] sizeBytes#2:long
    AttachedVolume = name!#1:string|UniqueVolumeName devicePath!#2:string
    NodeRuntimeHandlerFeatures = recursiveReadOnlyMounts?#1:bool userNamespaces?#2:bool
    NodeRuntimeHandler = name!#1:string features?#2:NodeRuntimeHandlerFeatures
    NodeFeatures = supplementalGroupsPolicy?#1:bool
    NodeStatus = capacity#1:{quantity}|ResourceList allocatable#2:{quantity}|ResourceList
      phase#3:string|NodePhase conditions#4:[NodeCondition@type] addresses#5:[NodeAddress@type]
      daemonEndpoints!#6:NodeDaemonEndpoints nodeInfo!#7:NodeSystemInfo images#8:[ContainerImage]
      volumesInUse#9:[string|UniqueVolumeName] volumesAttached#10:[AttachedVolume] config?#11:NodeConfigStatus
      runtimeHandlers#12:[NodeRuntimeHandler] features?#13:NodeFeatures declaredFeatures#14:[string]
    Node = metadata!#1:ObjectMeta spec!#2:NodeSpec status!#3:NodeStatus
    ServicePort = name#1:string protocol#2:string|Protocol=TCP appProtocol?#6:string port!#3:int
      targetPort!#4:intstr nodePort#5:int
    ClientIPConfig = timeoutSeconds?#1:int
    SessionAffinityConfig = clientIP?#1:ClientIPConfig
    ServiceSpec = ports#1:[ServicePort@port,protocol] selector#2:{string}~ clusterIP#3:string
      clusterIPs#18:[string] type#4:string|ServiceType=ClusterIP externalIPs#5:[string]
      sessionAffinity#7:string|ServiceAffinity=None loadBalancerIP#8:string
      loadBalancerSourceRanges#9:[string] externalName#10:string
      externalTrafficPolicy#11:string|ServiceExternalTrafficPolicy healthCheckNodePort#12:int
      publishNotReadyAddresses#13:bool sessionAffinityConfig?#14:SessionAffinityConfig
      ipFamilies#19:[string|IPFamily] ipFamilyPolicy?#17:string|IPFamilyPolicy
      allocateLoadBalancerNodePorts?#20:bool loadBalancerClass?#21:string
      internalTrafficPolicy?#22:string|ServiceInternalTrafficPolicy trafficDistribution?#23:string
    PortStatus = port!#1:int protocol!#2:string|Protocol error?#3:string
    LoadBalancerIngress = ip#1:string hostname#2:string ipMode?#3:string|LoadBalancerIPMode ports#4:[PortStatus]
    LoadBalancerStatus = ingress#1:[LoadBalancerIngress]
    ServiceStatus = loadBalancer!#1:LoadBalancerStatus conditions#2:[MetaCondition@type]
    Service = metadata!#1:ObjectMeta spec!#2:ServiceSpec status!#3:ServiceStatus
    EndpointAddress~ = ip!#1:string hostname#3:string nodeName?#4:string targetRef?#2:ObjectReference
    CoreEndpointPort|EndpointPort~ = name#1:string port!#2:int protocol#3:string|Protocol=TCP
      appProtocol?#4:string
    EndpointSubset = addresses#1:[EndpointAddress] notReadyAddresses#2:[EndpointAddress]
      ports#3:[CoreEndpointPort]
    Endpoints = metadata!#1:ObjectMeta subsets#2:[EndpointSubset]
    EventSource = component#1:string host#2:string
    EventSeries = count#1:int lastObservedTime!#2:microtime
    Event = metadata!#1:ObjectMeta involvedObject!#2:ObjectReference reason#3:string message#4:string
      source!#5:EventSource firstTimestamp!#6:time lastTimestamp!#7:time count#8:int type#9:string
      eventTime!#10:microtime series?#11:EventSeries action#12:string related?#13:ObjectReference
      reportingComponent!#14:string reportingInstance!#15:string
    PersistentVolumeClaimCondition = type!#1:string|PersistentVolumeClaimConditionType
      status!#2:string|ConditionStatus lastProbeTime!#3:time lastTransitionTime!#4:time reason#5:string
      message#6:string
    ModifyVolumeStatus = targetVolumeAttributesClassName#1:string
      status!#2:string|PersistentVolumeClaimModifyVolumeStatus
    ReplicationControllerSpec = replicas?#1:int=1 minReadySeconds#4:int selector#2:{string}~
      template?#3:PodTemplateSpec
    ReplicationControllerCondition = type!#1:string|ReplicationControllerConditionType
      status!#2:string|ConditionStatus lastTransitionTime!#3:time reason#4:string message#5:string
    ReplicationControllerStatus = replicas!#1:int fullyLabeledReplicas#2:int readyReplicas#4:int
      availableReplicas#5:int observedGeneration#3:long conditions#6:[ReplicationControllerCondition@type]
    ReplicationController = metadata!#1:ObjectMeta spec!#2:ReplicationControllerSpec
      status!#3:ReplicationControllerStatus
    ScopedResourceSelectorRequirement = scopeName!#1:string|ResourceQuotaScope
      operator!#2:string|ScopeSelectorOperator values#3:[string]
    ScopeSelector~ = matchExpressions#1:[ScopedResourceSelectorRequirement]
    ResourceQuotaSpec = hard#1:{quantity}|ResourceList scopes#2:[string|ResourceQuotaScope]
      scopeSelector?#3:ScopeSelector
    ResourceQuotaStatus = hard#1:{quantity}|ResourceList used#2:{quantity}|ResourceList
    ResourceQuota = metadata!#1:ObjectMeta spec!#2:ResourceQuotaSpec status!#3:ResourceQuotaStatus
    LimitRangeItem = type!#1:string|LimitType max#2:{quantity}|ResourceList min#3:{quantity}|ResourceList
      default#4:{quantity}|ResourceList defaultRequest#5:{quantity}|ResourceList
      maxLimitRequestRatio#6:{quantity}|ResourceList
    LimitRangeSpec = limits!#1:[LimitRangeItem]
    LimitRange = metadata!#1:ObjectMeta spec!#2:LimitRangeSpec
    Binding = metadata!#1:ObjectMeta target!#2:ObjectReference
    TopologySelectorLabelRequirement = key!#1:string values!#2:[string]
    TopologySelectorTerm~ = matchLabelExpressions#1:[TopologySelectorLabelRequirement]

    """
}

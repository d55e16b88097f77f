extension BuiltInTypes {
  /// Pods and their parts.
  static let pods = """
    ContainerPort = name#1:string hostPort#2:int containerPort!#3:int protocol#4:string|Protocol=TCP
      hostIP#5:string
    ConfigMapEnvSource = *#1:LocalObjectReference optional?#2:bool
    SecretEnvSource = *#1:LocalObjectReference optional?#2:bool
    EnvFromSource = prefix#1:string configMapRef?#2:ConfigMapEnvSource secretRef?#3:SecretEnvSource
    ConfigMapKeySelector~ = *#1:LocalObjectReference key!#2:string optional?#3:bool
    SecretKeySelector~ = *#1:LocalObjectReference key!#2:string optional?#3:bool
    FileKeySelector~ = volumeName!#1:string path!#2:string key!#3:string optional?#4:bool
    EnvVarSource = fieldRef?#1:ObjectFieldSelector resourceFieldRef?#2:ResourceFieldSelector
      configMapKeyRef?#3:ConfigMapKeySelector secretKeyRef?#4:SecretKeySelector fileKeyRef?#5:FileKeySelector
    EnvVar = name!#1:string value#2:string valueFrom?#3:EnvVarSource
    ResourceClaim = name!#1:string request#2:string
    ResourceRequirements = limits#1:{quantity}|ResourceList requests#2:{quantity}|ResourceList
      claims#3:[ResourceClaim@name]
    ContainerResizePolicy = resourceName!#1:string|ResourceName
      restartPolicy!#2:string|ResourceResizeRestartPolicy
    ContainerRestartRuleOnExitCodes = operator#1:string|ContainerRestartRuleOnExitCodesOperator values#2:[int@@]
    ContainerRestartRule = action#1:string|ContainerRestartRuleAction
      exitCodes?#2:ContainerRestartRuleOnExitCodes
    VolumeMount = name!#1:string readOnly#2:bool recursiveReadOnly?#7:string|RecursiveReadOnlyMode
      mountPath!#3:string subPath#4:string mountPropagation?#5:string|MountPropagationMode subPathExpr#6:string
    VolumeDevice = name!#1:string devicePath!#2:string
    ExecAction = command#1:[string]
    HTTPHeader = name!#1:string value!#2:string
    HTTPGetAction = path#1:string=/ port!#2:intstr host#3:string scheme#4:string|URIScheme=HTTP
      httpHeaders#5:[HTTPHeader]
    TCPSocketAction = port!#1:intstr host#2:string
    GRPCAction = port!#1:int service?!#2:string=
    ProbeHandler = exec?#1:ExecAction httpGet?#2:HTTPGetAction tcpSocket?#3:TCPSocketAction grpc?#4:GRPCAction
    Probe = *#1:ProbeHandler initialDelaySeconds#2:int timeoutSeconds#3:int=1 periodSeconds#4:int=10
      successThreshold#5:int=1 failureThreshold#6:int=3 terminationGracePeriodSeconds?#7:long
    SleepAction = seconds!#1:long
    LifecycleHandler = exec?#1:ExecAction httpGet?#2:HTTPGetAction tcpSocket?#3:TCPSocketAction
      sleep?#4:SleepAction
    Lifecycle = postStart?#1:LifecycleHandler preStop?#2:LifecycleHandler stopSignal?#3:string|Signal
    Capabilities = add#1:[string|Capability] drop#2:[string|Capability]
    SELinuxOptions = user#1:string role#2:string type#3:string level#4:string
    SeccompProfile = type!#1:string|SeccompProfileType localhostProfile?#2:string
    AppArmorProfile = type!#1:string|AppArmorProfileType localhostProfile?#2:string
    SecurityContext = capabilities?#1:Capabilities privileged?#2:bool seLinuxOptions?#3:SELinuxOptions
      windowsOptions?#10:WindowsSecurityContextOptions runAsUser?#4:long runAsGroup?#8:long runAsNonRoot?#5:bool
      readOnlyRootFilesystem?#6:bool allowPrivilegeEscalation?#7:bool procMount?#9:string|ProcMountType
      seccompProfile?#11:SeccompProfile appArmorProfile?#12:AppArmorProfile
    Container = name!#1:string image#2:string command#3:[string] args#4:[string] workingDir#5:string
      ports#6:[ContainerPort@containerPort,protocol] envFrom#19:[EnvFromSource] env#7:[EnvVar@name]
      resources!#8:ResourceRequirements={} resizePolicy#23:[ContainerResizePolicy]
      restartPolicy?#24:string|ContainerRestartPolicy restartPolicyRules#25:[ContainerRestartRule]
      volumeMounts#9:[VolumeMount@mountPath] volumeDevices#21:[VolumeDevice@devicePath]
      livenessProbe?#10:Probe readinessProbe?#11:Probe startupProbe?#22:Probe lifecycle?#12:Lifecycle
      terminationMessagePath#13:string=/dev/termination-log
      terminationMessagePolicy#20:string|TerminationMessagePolicy=File imagePullPolicy#14:string|PullPolicy
      securityContext?#15:SecurityContext stdin#16:bool stdinOnce#17:bool tty#18:bool
    EphemeralContainerCommon = name!#1:string image#2:string command#3:[string] args#4:[string]
      workingDir#5:string ports#6:[ContainerPort@containerPort,protocol] envFrom#19:[EnvFromSource]
      env#7:[EnvVar@name] resources!#8:ResourceRequirements={} resizePolicy#23:[ContainerResizePolicy]
      restartPolicy?#24:string|ContainerRestartPolicy restartPolicyRules#25:[ContainerRestartRule]
      volumeMounts#9:[VolumeMount@mountPath] volumeDevices#21:[VolumeDevice@devicePath]
      livenessProbe?#10:Probe readinessProbe?#11:Probe startupProbe?#22:Probe lifecycle?#12:Lifecycle
      terminationMessagePath#13:string=/dev/termination-log
      terminationMessagePolicy#20:string|TerminationMessagePolicy=File imagePullPolicy#14:string|PullPolicy
      securityContext?#15:SecurityContext stdin#16:bool stdinOnce#17:bool tty#18:bool
    EphemeralContainer = *#1:EphemeralContainerCommon targetContainerName#2:string
    Sysctl = name!#1:string value!#2:string
    PodSecurityContext = seLinuxOptions?#1:SELinuxOptions windowsOptions?#8:WindowsSecurityContextOptions
      runAsUser?#2:long runAsGroup?#6:long runAsNonRoot?#3:bool supplementalGroups#4:[long]
      supplementalGroupsPolicy?#12:string|SupplementalGroupsPolicy fsGroup?#5:long sysctls#7:[Sysctl]
      fsGroupChangePolicy?#9:string|PodFSGroupChangePolicy seccompProfile?#10:SeccompProfile
      appArmorProfile?#11:AppArmorProfile seLinuxChangePolicy?#13:string|PodSELinuxChangePolicy
    PreferredSchedulingTerm = weight!#1:int preference!#2:NodeSelectorTerm
    NodeAffinity = requiredDuringSchedulingIgnoredDuringExecution?#1:NodeSelector
      preferredDuringSchedulingIgnoredDuringExecution#2:[PreferredSchedulingTerm]
    PodAffinityTerm = labelSelector?#1:LabelSelector namespaces#2:[string] topologyKey!#3:string
      namespaceSelector?#4:LabelSelector matchLabelKeys#5:[string] mismatchLabelKeys#6:[string]
    WeightedPodAffinityTerm = weight!#1:int podAffinityTerm!#2:PodAffinityTerm
    PodAffinity = requiredDuringSchedulingIgnoredDuringExecution#1:[PodAffinityTerm]
      preferredDuringSchedulingIgnoredDuringExecution#2:[WeightedPodAffinityTerm]
    PodAntiAffinity = requiredDuringSchedulingIgnoredDuringExecution#1:[PodAffinityTerm]
      preferredDuringSchedulingIgnoredDuringExecution#2:[WeightedPodAffinityTerm]
    Affinity = nodeAffinity?#1:NodeAffinity podAffinity?#2:PodAffinity podAntiAffinity?#3:PodAntiAffinity
    Toleration = key#1:string operator#2:string|TolerationOperator value#3:string effect#4:string|TaintEffect
      tolerationSeconds?#5:long
    HostAlias = ip!#1:string hostnames#2:[string]
    PodDNSConfigOption = name#1:string value?#2:string
    PodDNSConfig = nameservers#1:[string] searches#2:[string] options#3:[PodDNSConfigOption]
    PodReadinessGate = conditionType!#1:string|PodConditionType
    TopologySpreadConstraint = maxSkew!#1:int topologyKey!#2:string
      whenUnsatisfiable!#3:string|UnsatisfiableConstraintAction labelSelector?#4:LabelSelector
      minDomains?#5:int nodeAffinityPolicy?#6:string|NodeInclusionPolicy
      nodeTaintsPolicy?#7:string|NodeInclusionPolicy matchLabelKeys#8:[string]
    PodOS = name!#1:string|OSName
    PodSchedulingGate = name!#1:string
    PodResourceClaim = name!#1:string resourceClaimName?#3:string resourceClaimTemplateName?#4:string
    PodSchedulingGroup = podGroupName?#1:string
    PodSpec = volumes#1:[Volume@name] initContainers#20:[Container@name] containers!#2:[Container@name]
      ephemeralContainers#34:[EphemeralContainer@name] restartPolicy#3:string|RestartPolicy=Always
      terminationGracePeriodSeconds?#4:long=30 activeDeadlineSeconds?#5:long
      dnsPolicy#6:string|DNSPolicy=ClusterFirst nodeSelector#7:{string}~ serviceAccountName#8:string
      serviceAccount#9:string automountServiceAccountToken?#21:bool nodeName#10:string hostNetwork#11:bool
      hostPID#12:bool hostIPC#13:bool shareProcessNamespace?#27:bool securityContext?#14:PodSecurityContext={}
      imagePullSecrets#15:[LocalObjectReference@name] hostname#16:string subdomain#17:string
      affinity?#18:Affinity schedulerName#19:string=default-scheduler tolerations#22:[Toleration]
      hostAliases#23:[HostAlias@ip] priorityClassName#24:string priority?#25:int dnsConfig?#26:PodDNSConfig
      readinessGates#28:[PodReadinessGate] runtimeClassName?#29:string enableServiceLinks?#30:bool
      preemptionPolicy?#31:string|PreemptionPolicy overhead#32:{quantity}|ResourceList
      topologySpreadConstraints#33:[TopologySpreadConstraint@topologyKey,whenUnsatisfiable]
      setHostnameAsFQDN?#35:bool os?#36:PodOS hostUsers?#37:bool schedulingGates#38:[PodSchedulingGate@name]
      resourceClaims#39:[PodResourceClaim@name] resources?#40:ResourceRequirements hostnameOverride?#41:string
      schedulingGroup?#43:PodSchedulingGroup
    PodCondition = type!#1:string|PodConditionType observedGeneration#7:long status!#2:string|ConditionStatus
      lastProbeTime!#3:time lastTransitionTime!#4:time reason#5:string message#6:string
    HostIP = ip!#1:string
    PodIP = ip!#1:string
    ContainerStateWaiting = reason#1:string message#2:string
    ContainerStateRunning = startedAt!#1:time
    ContainerStateTerminated = exitCode!#1:int signal#2:int reason#3:string message#4:string startedAt!#5:time
      finishedAt!#6:time containerID#7:string
    ContainerState = waiting?#1:ContainerStateWaiting running?#2:ContainerStateRunning
      terminated?#3:ContainerStateTerminated
    ImageVolumeStatus = imageRef#1:string
    VolumeStatus = image?#1:ImageVolumeStatus
    VolumeMountStatus = name!#1:string mountPath!#2:string readOnly#3:bool
      recursiveReadOnly?#4:string|RecursiveReadOnlyMode volumeStatus?#5:VolumeStatus
    LinuxContainerUser = uid!#1:long gid!#2:long supplementalGroups#3:[long]
    ContainerUser = linux?#1:LinuxContainerUser
    ResourceHealth = resourceID!#1:string|ResourceID health#2:string|ResourceHealthStatus message?#6:string
    ResourceStatus = name!#1:string|ResourceName resources#2:[ResourceHealth@resourceID]
    ContainerStatus = name!#1:string state!#2:ContainerState lastState!#3:ContainerState ready!#4:bool
      restartCount!#5:int image!#6:string imageID!#7:string containerID#8:string started?#9:bool
      allocatedResources#10:{quantity}|ResourceList resources?#11:ResourceRequirements
      volumeMounts#12:[VolumeMountStatus@mountPath] user?#13:ContainerUser
      allocatedResourcesStatus#14:[ResourceStatus@name] stopSignal?#15:string|Signal
    PodResourceClaimStatus = name!#1:string resourceClaimName?#2:string
    ContainerExtendedResourceRequest = containerName!#1:string resourceName!#2:string requestName!#3:string
    PodExtendedResourceClaimStatus = requestMappings!#1:[ContainerExtendedResourceRequest]
      resourceClaimName!#2:string
    NodeAllocatableResourceClaimStatus = resourceClaimName!#1:string containers#2:[string@@]
      resources!#3:{quantity}
    PodStatus = observedGeneration#17:long phase#1:string|PodPhase conditions#2:[PodCondition@type]
      message#3:string reason#4:string nominatedNodeName#11:string hostIP#5:string hostIPs#16:[HostIP]
      podIP#6:string podIPs#12:[PodIP@ip] startTime?#7:time initContainerStatuses#10:[ContainerStatus]
      containerStatuses#8:[ContainerStatus] qosClass#9:string|PodQOSClass
      ephemeralContainerStatuses#13:[ContainerStatus] resize#14:string|PodResizeStatus
      resourceClaimStatuses#15:[PodResourceClaimStatus@name]
      extendedResourceClaimStatus?#18:PodExtendedResourceClaimStatus
      allocatedResources#19:{quantity}|ResourceList resources?#20:ResourceRequirements
      nodeAllocatableResourceClaimStatuses#21:[NodeAllocatableResourceClaimStatus]
    Pod = metadata!#1:ObjectMeta spec!#2:PodSpec status!#3:PodStatus
    PodTemplateSpec = metadata!#1:ObjectMeta spec!#2:PodSpec
    PodTemplate = metadata!#1:ObjectMeta template!#2:PodTemplateSpec

    """
}

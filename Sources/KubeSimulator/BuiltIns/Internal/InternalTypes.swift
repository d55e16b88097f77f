/// The types that the API server holds objects in, as far as its messages show them: pods and claims
/// (`pkg/apis/core/types.go`), behaviors of autoscalers, versions of definitions.
///
/// One type a line, `Name = Member:type ...`, in the order in which Go declares them; a line that starts with white
/// space continues the one before. `s` is text, `i` a number, `b` a truth value, `[T]` a list, `{}` a map, `{T}` a map
/// of structures, `w` what is shown in its form on the wire. `?` after a name says that Go holds a pointer, and `*`
/// stands for the members of its type.
enum InternalTypes {
  struct Field: Sendable {
    var name: String
    var isPointer: Bool
    var type: String
  }

  /// The fields of a type, in order; `nil` for what is not a structure.
  static func fields(of type: String) -> [Field]? { all[type] }

  private static let all: [String: [Field]] = {
    var types: [String: [Field]] = [:]
    var current = ""
    for line in text.split(separator: "\n") {
      var words = line.split(separator: " ")
      if line.first != " " {
        current = String(words.removeFirst())
        words.removeFirst()
      }
      types[current, default: []] += words.map(field)
    }
    return types
  }()

  private static func field(_ word: Substring) -> Field {
    let parts = word.split(separator: ":", maxSplits: 1)
    let isPointer = parts.first?.last == "?"
    let name = parts.first.map { isPointer ? $0.dropLast() : $0 } ?? ""
    return Field(name: String(name), isPointer: isPointer, type: parts.count == 2 ? String(parts[1]) : "w")
  }

  private static let text = """
    PodSpec = Volumes:[Volume] InitContainers:[Container] Containers:[Container]
      EphemeralContainers:[EphemeralContainer] RestartPolicy:s TerminationGracePeriodSeconds?:i
      ActiveDeadlineSeconds?:i DNSPolicy:s NodeSelector:{} ServiceAccountName:s AutomountServiceAccountToken?:b
      NodeName:s SecurityContext?:PodSecurityContext ImagePullSecrets:[LocalObjectReference] Hostname:s Subdomain:s
      SetHostnameAsFQDN?:b Affinity?:Affinity SchedulerName:s Tolerations:[Toleration] HostAliases:[HostAlias]
      PriorityClassName:s Priority?:i PreemptionPolicy?:s DNSConfig?:PodDNSConfig ReadinessGates:[PodReadinessGate]
      RuntimeClassName?:s Overhead:{} EnableServiceLinks?:b TopologySpreadConstraints:[TopologySpreadConstraint]
      OS?:PodOS SchedulingGates:[PodSchedulingGate] ResourceClaims:[PodResourceClaim]
      Resources?:ResourceRequirements HostnameOverride?:s SchedulingGroup?:PodSchedulingGroup
    PersistentVolumeClaimSpec = AccessModes:[s] Selector?:w Resources:VolumeResourceRequirements VolumeName:s
      StorageClassName?:s VolumeMode?:s DataSource?:TypedLocalObjectReference DataSourceRef?:TypedObjectReference
      VolumeAttributesClassName?:s
    Volume = Name:s *:VolumeSource
    Container = Name:s Image:s Command:[s] Args:[s] WorkingDir:s Ports:[ContainerPort] EnvFrom:[EnvFromSource]
      Env:[EnvVar] Resources:ResourceRequirements ResizePolicy:[ContainerResizePolicy] RestartPolicy?:s
      RestartPolicyRules:[ContainerRestartRule] VolumeMounts:[VolumeMount] VolumeDevices:[VolumeDevice]
      LivenessProbe?:Probe ReadinessProbe?:Probe StartupProbe?:Probe Lifecycle?:Lifecycle TerminationMessagePath:s
      TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext?:SecurityContext Stdin:b StdinOnce:b TTY:b
    EphemeralContainer = *:EphemeralContainerCommon TargetContainerName:s
    PodSecurityContext = HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace?:b HostUsers?:b
      SELinuxOptions?:SELinuxOptions WindowsOptions?:WindowsSecurityContextOptions RunAsUser?:i RunAsGroup?:i
      RunAsNonRoot?:b SupplementalGroups:[i] SupplementalGroupsPolicy?:s FSGroup?:i FSGroupChangePolicy?:s
      Sysctls:[Sysctl] SeccompProfile?:SeccompProfile AppArmorProfile?:AppArmorProfile SELinuxChangePolicy?:s
    LocalObjectReference = Name:s
    Affinity = NodeAffinity?:NodeAffinity PodAffinity?:PodAffinity PodAntiAffinity?:PodAntiAffinity
    Toleration = Key:s Operator:s Value:s Effect:s TolerationSeconds?:i
    HostAlias = IP:s Hostnames:[s]
    PodDNSConfig = Nameservers:[s] Searches:[s] Options:[PodDNSConfigOption]
    PodReadinessGate = ConditionType:s
    TopologySpreadConstraint = MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector?:w MinDomains?:i
      NodeAffinityPolicy?:s NodeTaintsPolicy?:s MatchLabelKeys:[s]
    PodOS = Name:s
    PodSchedulingGate = Name:s
    PodResourceClaim = Name:s ResourceClaimName?:s ResourceClaimTemplateName?:s
    ResourceRequirements = Limits:{} Requests:{} Claims:[ResourceClaim]
    PodSchedulingGroup = PodGroupName?:s
    VolumeResourceRequirements = Limits:{} Requests:{}
    TypedLocalObjectReference = APIGroup?:s Kind:s Name:s
    TypedObjectReference = APIGroup?:s Kind:s Name:s Namespace?:s
    VolumeSource = HostPath?:HostPathVolumeSource EmptyDir?:EmptyDirVolumeSource GCEPersistentDisk?:w
      AWSElasticBlockStore?:w GitRepo?:w Secret?:SecretVolumeSource NFS?:NFSVolumeSource ISCSI?:w Glusterfs?:w
      PersistentVolumeClaim?:PersistentVolumeClaimVolumeSource RBD?:w Quobyte?:w FlexVolume?:w Cinder?:w CephFS?:w
      Flocker?:w DownwardAPI?:DownwardAPIVolumeSource FC?:w AzureFile?:w ConfigMap?:ConfigMapVolumeSource
      VsphereVolume?:w AzureDisk?:w PhotonPersistentDisk?:w Projected?:ProjectedVolumeSource PortworxVolume?:w
      ScaleIO?:w StorageOS?:w CSI?:CSIVolumeSource Ephemeral?:EphemeralVolumeSource Image?:ImageVolumeSource
    PersistentVolumeSource = GCEPersistentDisk?:w AWSElasticBlockStore?:w HostPath?:HostPathVolumeSource Glusterfs?:w
      NFS?:NFSVolumeSource RBD?:w Quobyte?:w ISCSI?:w FlexVolume?:w Cinder?:w CephFS?:w FC?:w Flocker?:w AzureFile?:w
      VsphereVolume?:w AzureDisk?:w PhotonPersistentDisk?:w PortworxVolume?:w ScaleIO?:w Local?:LocalVolumeSource
      StorageOS?:w CSI?:CSIPersistentVolumeSource
    LocalVolumeSource = Path:s FSType?:s
    SecretReference = Name:s Namespace:s
    CSIPersistentVolumeSource = Driver:s VolumeHandle:s ReadOnly:b FSType:s VolumeAttributes:{}
      ControllerPublishSecretRef?:SecretReference NodeStageSecretRef?:SecretReference
      NodePublishSecretRef?:SecretReference ControllerExpandSecretRef?:SecretReference
      NodeExpandSecretRef?:SecretReference
    ContainerPort = Name:s HostPort:i ContainerPort:i Protocol:s HostIP:s
    EnvFromSource = Prefix:s ConfigMapRef?:ConfigMapEnvSource SecretRef?:SecretEnvSource
    EnvVar = Name:s Value:s ValueFrom?:EnvVarSource
    ContainerResizePolicy = ResourceName:s RestartPolicy:s
    ContainerRestartRule = Action:s ExitCodes?:ContainerRestartRuleOnExitCodes
    VolumeMount = Name:s ReadOnly:b RecursiveReadOnly?:s MountPath:s SubPath:s MountPropagation?:s SubPathExpr:s
    VolumeDevice = Name:s DevicePath:s
    Probe = *:ProbeHandler InitialDelaySeconds:i TimeoutSeconds:i PeriodSeconds:i SuccessThreshold:i
      FailureThreshold:i TerminationGracePeriodSeconds?:i
    Lifecycle = PostStart?:LifecycleHandler PreStop?:LifecycleHandler StopSignal?:s
    SecurityContext = Capabilities?:Capabilities Privileged?:b SELinuxOptions?:SELinuxOptions
      WindowsOptions?:WindowsSecurityContextOptions RunAsUser?:i RunAsGroup?:i RunAsNonRoot?:b
      ReadOnlyRootFilesystem?:b AllowPrivilegeEscalation?:b ProcMount?:s SeccompProfile?:SeccompProfile
      AppArmorProfile?:AppArmorProfile
    EphemeralContainerCommon = Name:s Image:s Command:[s] Args:[s] WorkingDir:s Ports:[ContainerPort]
      EnvFrom:[EnvFromSource] Env:[EnvVar] Resources:ResourceRequirements ResizePolicy:[ContainerResizePolicy]
      RestartPolicy?:s RestartPolicyRules:[ContainerRestartRule] VolumeMounts:[VolumeMount]
      VolumeDevices:[VolumeDevice] LivenessProbe?:Probe ReadinessProbe?:Probe StartupProbe?:Probe
      Lifecycle?:Lifecycle TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s
      SecurityContext?:SecurityContext Stdin:b StdinOnce:b TTY:b
    SELinuxOptions = User:s Role:s Type:s Level:s
    WindowsSecurityContextOptions = GMSACredentialSpecName?:s GMSACredentialSpec?:s RunAsUserName?:s HostProcess?:b
    Sysctl = Name:s Value:s
    SeccompProfile = Type:s LocalhostProfile?:s
    AppArmorProfile = Type:s LocalhostProfile?:s
    NodeAffinity = RequiredDuringSchedulingIgnoredDuringExecution?:NodeSelector
      PreferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
    PodAffinity = RequiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
      PreferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
    PodAntiAffinity = RequiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
      PreferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
    PodDNSConfigOption = Name:s Value?:s
    ResourceClaim = Name:s Request:s
    HostPathVolumeSource = Path:s Type?:s
    EmptyDirVolumeSource = Medium:s SizeLimit?:w
    SecretVolumeSource = SecretName:s Items:[KeyToPath] DefaultMode?:i Optional?:b
    NFSVolumeSource = Server:s Path:s ReadOnly:b
    PersistentVolumeClaimVolumeSource = ClaimName:s ReadOnly:b
    DownwardAPIVolumeSource = Items:[DownwardAPIVolumeFile] DefaultMode?:i
    ConfigMapVolumeSource = *:LocalObjectReference Items:[KeyToPath] DefaultMode?:i Optional?:b
    ProjectedVolumeSource = Sources:[VolumeProjection] DefaultMode?:i
    CSIVolumeSource = Driver:s ReadOnly?:b FSType?:s VolumeAttributes:{} NodePublishSecretRef?:LocalObjectReference
    EphemeralVolumeSource = VolumeClaimTemplate?:PersistentVolumeClaimTemplate
    ImageVolumeSource = Reference:s PullPolicy:s
    ConfigMapEnvSource = *:LocalObjectReference Optional?:b
    SecretEnvSource = *:LocalObjectReference Optional?:b
    EnvVarSource = FieldRef?:ObjectFieldSelector ResourceFieldRef?:ResourceFieldSelector
      ConfigMapKeyRef?:ConfigMapKeySelector SecretKeyRef?:SecretKeySelector FileKeyRef?:FileKeySelector
    ContainerRestartRuleOnExitCodes = Operator:s Values:[i]
    ProbeHandler = Exec?:ExecAction HTTPGet?:HTTPGetAction TCPSocket?:TCPSocketAction GRPC?:GRPCAction
    LifecycleHandler = Exec?:ExecAction HTTPGet?:HTTPGetAction TCPSocket?:TCPSocketAction Sleep?:SleepAction
    Capabilities = Add:[s] Drop:[s]
    NodeSelector = NodeSelectorTerms:[NodeSelectorTerm]
    PreferredSchedulingTerm = Weight:i Preference:NodeSelectorTerm
    PodAffinityTerm = LabelSelector?:w Namespaces:[s] TopologyKey:s NamespaceSelector?:w MatchLabelKeys:[s]
      MismatchLabelKeys:[s]
    WeightedPodAffinityTerm = Weight:i PodAffinityTerm:PodAffinityTerm
    KeyToPath = Key:s Path:s Mode?:i
    DownwardAPIVolumeFile = Path:s FieldRef?:ObjectFieldSelector ResourceFieldRef?:ResourceFieldSelector Mode?:i
    VolumeProjection = Secret?:SecretProjection DownwardAPI?:DownwardAPIProjection ConfigMap?:ConfigMapProjection
      ServiceAccountToken?:ServiceAccountTokenProjection ClusterTrustBundle?:ClusterTrustBundleProjection
      PodCertificate?:PodCertificateProjection
    PersistentVolumeClaimTemplate = *:w Spec:PersistentVolumeClaimSpec
    ObjectFieldSelector = APIVersion:s FieldPath:s
    ResourceFieldSelector = ContainerName:s Resource:s Divisor:w
    ConfigMapKeySelector = *:LocalObjectReference Key:s Optional?:b
    SecretKeySelector = *:LocalObjectReference Key:s Optional?:b
    FileKeySelector = VolumeName:s Path:s Key:s Optional?:b
    ExecAction = Command:[s]
    HTTPGetAction = Path:s Port:w Host:s Scheme:s HTTPHeaders:[HTTPHeader]
    TCPSocketAction = Port:w Host:s
    GRPCAction = Port:i Service?:s
    SleepAction = Seconds:i
    NodeSelectorTerm = MatchExpressions:[NodeSelectorRequirement] MatchFields:[NodeSelectorRequirement]
    SecretProjection = *:LocalObjectReference Items:[KeyToPath] Optional?:b
    DownwardAPIProjection = Items:[DownwardAPIVolumeFile]
    ConfigMapProjection = *:LocalObjectReference Items:[KeyToPath] Optional?:b
    ServiceAccountTokenProjection = Audience:s ExpirationSeconds:i Path:s
    ClusterTrustBundleProjection = Name?:s SignerName?:s LabelSelector?:w Optional?:b Path:s
    PodCertificateProjection = SignerName:s KeyType:s MaxExpirationSeconds?:i CredentialBundlePath:s KeyPath:s
      CertificateChainPath:s UserAnnotations:{}
    HTTPHeader = Name:s Value:s
    NodeSelectorRequirement = Key:s Operator:s Values:[s]
    HorizontalPodAutoscalerBehavior = ScaleUp?:HPAScalingRules ScaleDown?:HPAScalingRules
    HPAScalingRules = StabilizationWindowSeconds?:i SelectPolicy?:s Policies:[HPAScalingPolicy] Tolerance?:w
    HPAScalingPolicy = Type:s Value:i PeriodSeconds:i
    DeploymentStrategy = Type:s RollingUpdate?:RollingUpdate
    DaemonSetUpdateStrategy = Type:s RollingUpdate?:RollingUpdate
    RollingUpdate = MaxUnavailable:w MaxSurge:w
    StatefulSetUpdateStrategy = Type:s RollingUpdate?:RollingUpdateStatefulSetStrategy
    RollingUpdateStatefulSetStrategy = Partition:i MaxUnavailable?:w
    CustomResourceDefinitionVersion = Name:s Served:b Storage:b Deprecated:b DeprecationWarning?:s
      Schema?:CustomResourceValidation Subresources?:CustomResourceSubresources
      AdditionalPrinterColumns:[CustomResourceColumnDefinition] SelectableFields:[SelectableField]
    CustomResourceValidation = OpenAPIV3Schema?:JSONSchemaProps
    CustomResourceSubresources = Status?:CustomResourceSubresourceStatus Scale?:CustomResourceSubresourceScale
    CustomResourceSubresourceScale = SpecReplicasPath:s StatusReplicasPath:s LabelSelectorPath?:s
    CustomResourceColumnDefinition = Name:s Type:s Format:s Description:s Priority:i JSONPath:s
    SelectableField = JSONPath:s
    JSONSchemaProps = ID:s Schema:s Ref?:s Description:s Type:s Nullable:b Format:s Title:s Default?:w Maximum?:w
      ExclusiveMaximum:b Minimum?:w ExclusiveMinimum:b MaxLength?:i MinLength?:i Pattern:s MaxItems?:i MinItems?:i
      UniqueItems:b MultipleOf?:w Enum:[w] MaxProperties?:i MinProperties?:i Required:[s]
      Items?:JSONSchemaPropsOrArray AllOf:[JSONSchemaProps] OneOf:[JSONSchemaProps] AnyOf:[JSONSchemaProps]
      Not?:JSONSchemaProps Properties:{JSONSchemaProps} AdditionalProperties?:JSONSchemaPropsOrBool
      PatternProperties:{JSONSchemaProps} Dependencies:{} AdditionalItems?:JSONSchemaPropsOrBool
      Definitions:{JSONSchemaProps} ExternalDocs?:ExternalDocumentation Example?:w XPreserveUnknownFields?:b
      XEmbeddedResource:b XIntOrString:b XListMapKeys:[s] XListType?:s XMapType?:s XValidations:[ValidationRule]
    JSONSchemaPropsOrArray = Schema?:JSONSchemaProps JSONSchemas:[JSONSchemaProps]
    JSONSchemaPropsOrBool = Allows:b Schema?:JSONSchemaProps
    ExternalDocumentation = Description:s URL:s
    ValidationRule = Rule:s Message:s MessageExpression:s Reason?:s FieldPath:s OptionalOldSelf?:b

    """
}

extension BuiltInTypes {
  /// Volumes, and what they are made of.
  static let volumes = """
    GranularObjectReference|ObjectReference = kind#1:string namespace#2:string name#3:string
      uid#4:string|types.UID apiVersion#5:string resourceVersion#6:string fieldPath#7:string
    ObjectReference~ = kind#1:string namespace#2:string name#3:string uid#4:string|types.UID
      apiVersion#5:string resourceVersion#6:string fieldPath#7:string
    LocalObjectReference~ = name#1:string
    HostPathVolumeSource = path!#1:string type?#2:string|HostPathType=
    EmptyDirVolumeSource = medium#1:string|StorageMedium sizeLimit?#2:quantity
    KeyToPath = key!#1:string path!#2:string mode?#3:int
    SecretVolumeSource = secretName#1:string items#2:[KeyToPath] defaultMode?#3:int=420 optional?#4:bool
    NFSVolumeSource = server!#1:string path!#2:string readOnly#3:bool
    PersistentVolumeClaimVolumeSource = claimName!#1:string readOnly#2:bool
    ObjectFieldSelector~ = apiVersion#1:string=v1 fieldPath!#2:string
    ResourceFieldSelector~ = containerName#1:string resource!#2:string divisor!#3:quantity
    DownwardAPIVolumeFile = path!#1:string fieldRef?#2:ObjectFieldSelector
      resourceFieldRef?#3:ResourceFieldSelector mode?#4:int
    DownwardAPIVolumeSource = items#1:[DownwardAPIVolumeFile] defaultMode?#2:int=420
    ConfigMapVolumeSource = *#1:LocalObjectReference items#2:[KeyToPath] defaultMode?#3:int=420 optional?#4:bool
    SecretProjection = *#1:LocalObjectReference items#2:[KeyToPath] optional?#4:bool
    DownwardAPIProjection = items#1:[DownwardAPIVolumeFile]
    ConfigMapProjection = *#1:LocalObjectReference items#2:[KeyToPath] optional?#4:bool
    ServiceAccountTokenProjection = audience#1:string expirationSeconds?#2:long=3600 path!#3:string
    ClusterTrustBundleProjection = name?#1:string signerName?#2:string labelSelector?#3:LabelSelector
      optional?#5:bool path!#4:string
    PodCertificateProjection = signerName#1:string keyType#2:string maxExpirationSeconds?#3:int
      credentialBundlePath#4:string keyPath#5:string certificateChainPath#6:string userAnnotations#7:{string}
    VolumeProjection = secret?#1:SecretProjection downwardAPI?#2:DownwardAPIProjection
      configMap?#3:ConfigMapProjection serviceAccountToken?#4:ServiceAccountTokenProjection
      clusterTrustBundle?#5:ClusterTrustBundleProjection podCertificate?#6:PodCertificateProjection
    ProjectedVolumeSource = sources!#1:[VolumeProjection] defaultMode?#2:int=420
    CSIVolumeSource = driver!#1:string readOnly?#2:bool fsType?#3:string volumeAttributes#4:{string}
      nodePublishSecretRef?#5:LocalObjectReference
    VolumeResourceRequirements = limits#1:{quantity}|ResourceList requests#2:{quantity}|ResourceList
    TypedLocalObjectReference~ = apiGroup?!#1:string kind!#2:string name!#3:string
    TypedObjectReference = apiGroup?!#1:string kind!#2:string name!#3:string namespace?#4:string
    PersistentVolumeClaimSpec = accessModes#1:[string|PersistentVolumeAccessMode] selector?#4:LabelSelector
      resources!#2:VolumeResourceRequirements volumeName#3:string storageClassName?#5:string
      volumeMode?#6:string|PersistentVolumeMode=Filesystem dataSource?#7:TypedLocalObjectReference
      dataSourceRef?#8:TypedObjectReference volumeAttributesClassName?#9:string
    PersistentVolumeClaimTemplate = metadata!#1:ObjectMeta spec!#2:PersistentVolumeClaimSpec
    EphemeralVolumeSource = volumeClaimTemplate?#1:PersistentVolumeClaimTemplate
    ImageVolumeSource = reference#1:string pullPolicy#2:string|PullPolicy
    VolumeSource = hostPath?#1:HostPathVolumeSource emptyDir?#2:EmptyDirVolumeSource
      gcePersistentDisk?#3:GCEPersistentDiskVolumeSource
      awsElasticBlockStore?#4:AWSElasticBlockStoreVolumeSource gitRepo?#5:GitRepoVolumeSource
      secret?#6:SecretVolumeSource nfs?#7:NFSVolumeSource iscsi?#8:ISCSIVolumeSource
      glusterfs?#9:GlusterfsVolumeSource persistentVolumeClaim?#10:PersistentVolumeClaimVolumeSource
      rbd?#11:RBDVolumeSource flexVolume?#12:FlexVolumeSource cinder?#13:CinderVolumeSource
      cephfs?#14:CephFSVolumeSource flocker?#15:FlockerVolumeSource downwardAPI?#16:DownwardAPIVolumeSource
      fc?#17:FCVolumeSource azureFile?#18:AzureFileVolumeSource configMap?#19:ConfigMapVolumeSource
      vsphereVolume?#20:VsphereVirtualDiskVolumeSource quobyte?#21:QuobyteVolumeSource
      azureDisk?#22:AzureDiskVolumeSource photonPersistentDisk?#23:PhotonPersistentDiskVolumeSource
      projected?#26:ProjectedVolumeSource portworxVolume?#24:PortworxVolumeSource
      scaleIO?#25:ScaleIOVolumeSource storageos?#27:StorageOSVolumeSource csi?#28:CSIVolumeSource
      ephemeral?#29:EphemeralVolumeSource image?#30:ImageVolumeSource
    Volume = name!#1:string *#2:VolumeSource
    NodeSelectorRequirement = key!#1:string operator!#2:string|NodeSelectorOperator values#3:[string]
    NodeSelectorTerm~ = matchExpressions#1:[NodeSelectorRequirement] matchFields#2:[NodeSelectorRequirement]
    NodeSelector~ = nodeSelectorTerms!#1:[NodeSelectorTerm]
    LocalVolumeSource = path!#1:string fsType?#2:string
    SecretReference~ = name#1:string namespace#2:string
    CSIPersistentVolumeSource = driver!#1:string volumeHandle!#2:string readOnly#3:bool fsType#4:string
      volumeAttributes#5:{string} controllerPublishSecretRef?#6:SecretReference
      nodeStageSecretRef?#7:SecretReference nodePublishSecretRef?#8:SecretReference
      controllerExpandSecretRef?#9:SecretReference nodeExpandSecretRef?#10:SecretReference
    PersistentVolumeSource = gcePersistentDisk?#1:GCEPersistentDiskVolumeSource
      awsElasticBlockStore?#2:AWSElasticBlockStoreVolumeSource hostPath?#3:HostPathVolumeSource
      glusterfs?#4:GlusterfsPersistentVolumeSource nfs?#5:NFSVolumeSource rbd?#6:RBDPersistentVolumeSource
      iscsi?#7:ISCSIPersistentVolumeSource cinder?#8:CinderPersistentVolumeSource
      cephfs?#9:CephFSPersistentVolumeSource fc?#10:FCVolumeSource flocker?#11:FlockerVolumeSource
      flexVolume?#12:FlexPersistentVolumeSource azureFile?#13:AzureFilePersistentVolumeSource
      vsphereVolume?#14:VsphereVirtualDiskVolumeSource quobyte?#15:QuobyteVolumeSource
      azureDisk?#16:AzureDiskVolumeSource photonPersistentDisk?#17:PhotonPersistentDiskVolumeSource
      portworxVolume?#18:PortworxVolumeSource scaleIO?#19:ScaleIOPersistentVolumeSource
      local?#20:LocalVolumeSource storageos?#21:StorageOSPersistentVolumeSource
      csi?#22:CSIPersistentVolumeSource
    VolumeNodeAffinity = required?#1:NodeSelector
    PersistentVolumeSpec = capacity#1:{quantity}|ResourceList *#2:PersistentVolumeSource
      accessModes#3:[string|PersistentVolumeAccessMode] claimRef?#4:GranularObjectReference
      persistentVolumeReclaimPolicy#5:string|PersistentVolumeReclaimPolicy=Retain storageClassName#6:string
      mountOptions#7:[string] volumeMode?#8:string|PersistentVolumeMode=Filesystem
      nodeAffinity?#9:VolumeNodeAffinity volumeAttributesClassName?#10:string
    PersistentVolumeStatus = phase#1:string|PersistentVolumePhase message#2:string reason#3:string
      lastPhaseTransitionTime?#4:time
    PersistentVolume = metadata!#1:ObjectMeta spec!#2:PersistentVolumeSpec status!#3:PersistentVolumeStatus
    PersistentVolumeClaimStatus = phase#1:string|PersistentVolumeClaimPhase
      accessModes#2:[string|PersistentVolumeAccessMode] capacity#3:{quantity}|ResourceList
      conditions#4:[PersistentVolumeClaimCondition@type] allocatedResources#5:{quantity}|ResourceList
      allocatedResourceStatuses#7:{string|ClaimResourceStatus} currentVolumeAttributesClassName?#8:string
      modifyVolumeStatus?#9:ModifyVolumeStatus
    PersistentVolumeClaim = metadata!#1:ObjectMeta spec!#2:PersistentVolumeClaimSpec
      status!#3:PersistentVolumeClaimStatus

    """
}

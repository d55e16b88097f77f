extension BuiltInTypes {
  /// Volumes, and what they are made of. Volumes of single vendors are `any`.
  static let volumes = """
    GranularObjectReference = kind#1:string namespace#2:string name#3:string uid#4:string apiVersion#5:string
      resourceVersion#6:string fieldPath#7:string
    ObjectReference~ = kind#1:string namespace#2:string name#3:string uid#4:string apiVersion#5:string
      resourceVersion#6:string fieldPath#7:string
    LocalObjectReference~ = name#1:string
    HostPathVolumeSource = path!#1:string type?#2:string=
    EmptyDirVolumeSource = medium#1:string sizeLimit?#2:quantity
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
    VolumeResourceRequirements = limits#1:{quantity} requests#2:{quantity}
    TypedLocalObjectReference~ = apiGroup?!#1:string kind!#2:string name!#3:string
    TypedObjectReference = apiGroup?!#1:string kind!#2:string name!#3:string namespace?#4:string
    PersistentVolumeClaimSpec = accessModes#1:[string] selector?#4:LabelSelector
      resources!#2:VolumeResourceRequirements volumeName#3:string storageClassName?#5:string
      volumeMode?#6:string=Filesystem dataSource?#7:TypedLocalObjectReference
      dataSourceRef?#8:TypedObjectReference volumeAttributesClassName?#9:string
    PersistentVolumeClaimTemplate = metadata!#1:ObjectMeta spec!#2:PersistentVolumeClaimSpec
    EphemeralVolumeSource = volumeClaimTemplate?#1:PersistentVolumeClaimTemplate
    ImageVolumeSource = reference#1:string pullPolicy#2:string
    VolumeSource = hostPath?#1:HostPathVolumeSource emptyDir?#2:EmptyDirVolumeSource gcePersistentDisk?#3:any
      awsElasticBlockStore?#4:any gitRepo?#5:any secret?#6:SecretVolumeSource nfs?#7:NFSVolumeSource
      iscsi?#8:any glusterfs?#9:any persistentVolumeClaim?#10:PersistentVolumeClaimVolumeSource rbd?#11:any
      flexVolume?#12:any cinder?#13:any cephfs?#14:any flocker?#15:any downwardAPI?#16:DownwardAPIVolumeSource
      fc?#17:any azureFile?#18:any configMap?#19:ConfigMapVolumeSource vsphereVolume?#20:any quobyte?#21:any
      azureDisk?#22:any photonPersistentDisk?#23:any projected?#26:ProjectedVolumeSource portworxVolume?#24:any
      scaleIO?#25:any storageos?#27:any csi?#28:CSIVolumeSource ephemeral?#29:EphemeralVolumeSource
      image?#30:ImageVolumeSource
    Volume = name!#1:string *#2:VolumeSource
    NodeSelectorRequirement = key!#1:string operator!#2:string values#3:[string]
    NodeSelectorTerm~ = matchExpressions#1:[NodeSelectorRequirement] matchFields#2:[NodeSelectorRequirement]
    NodeSelector~ = nodeSelectorTerms!#1:[NodeSelectorTerm]
    LocalVolumeSource = path!#1:string fsType?#2:string
    SecretReference~ = name#1:string namespace#2:string
    CSIPersistentVolumeSource = driver!#1:string volumeHandle!#2:string readOnly#3:bool fsType#4:string
      volumeAttributes#5:{string} controllerPublishSecretRef?#6:SecretReference
      nodeStageSecretRef?#7:SecretReference nodePublishSecretRef?#8:SecretReference
      controllerExpandSecretRef?#9:SecretReference nodeExpandSecretRef?#10:SecretReference
    PersistentVolumeSource = gcePersistentDisk?#1:any awsElasticBlockStore?#2:any
      hostPath?#3:HostPathVolumeSource glusterfs?#4:any nfs?#5:NFSVolumeSource rbd?#6:any iscsi?#7:any
      cinder?#8:any cephfs?#9:any fc?#10:any flocker?#11:any flexVolume?#12:any azureFile?#13:any
      vsphereVolume?#14:any quobyte?#15:any azureDisk?#16:any photonPersistentDisk?#17:any
      portworxVolume?#18:any scaleIO?#19:any local?#20:LocalVolumeSource storageos?#21:any
      csi?#22:CSIPersistentVolumeSource
    VolumeNodeAffinity = required?#1:NodeSelector
    PersistentVolumeSpec = capacity#1:{quantity} *#2:PersistentVolumeSource accessModes#3:[string]
      claimRef?#4:GranularObjectReference persistentVolumeReclaimPolicy#5:string=Retain storageClassName#6:string
      mountOptions#7:[string] volumeMode?#8:string=Filesystem nodeAffinity?#9:VolumeNodeAffinity
      volumeAttributesClassName?#10:string
    PersistentVolumeStatus = phase#1:string message#2:string reason#3:string lastPhaseTransitionTime?#4:time
    PersistentVolume = metadata!#1:ObjectMeta spec!#2:PersistentVolumeSpec status!#3:PersistentVolumeStatus
    PersistentVolumeClaimStatus = phase#1:string accessModes#2:[string] capacity#3:{quantity}
      conditions#4:[PersistentVolumeClaimCondition@type] allocatedResources#5:{quantity}
      allocatedResourceStatuses#7:{string} currentVolumeAttributesClassName?#8:string
      modifyVolumeStatus?#9:ModifyVolumeStatus
    PersistentVolumeClaim = metadata!#1:ObjectMeta spec!#2:PersistentVolumeClaimSpec
      status!#3:PersistentVolumeClaimStatus

    """
}

extension BuiltInTypes {
  /// Drivers of storage, and what they attach.
  static let drivers = """
    CSIDriver = metadata!#1:ObjectMeta spec!#2:CSIDriverSpec
    CSIDriverSpec = attachRequired?#1:bool=true podInfoOnMount?#2:bool=false
      volumeLifecycleModes#3:[string|VolumeLifecycleMode@@] storageCapacity?#4:bool=false
      fsGroupPolicy?#5:string|FSGroupPolicy=ReadWriteOnceWithFSType tokenRequests#6:[DriverTokenRequest]
      requiresRepublish?#7:bool=false seLinuxMount?#8:bool=false nodeAllocatableUpdatePeriodSeconds?#9:long
      serviceAccountTokenInSecrets?#10:bool preventPodSchedulingIfMissing?#11:bool
    DriverTokenRequest|TokenRequest = audience!#1:string expirationSeconds?#2:long
    CSINode = metadata!#1:ObjectMeta spec!#2:CSINodeSpec
    CSINodeSpec = drivers!#1:[CSINodeDriver@name]
    CSINodeDriver = name!#1:string nodeID!#2:string topologyKeys!#3:[string] allocatable?#4:VolumeNodeResources
    VolumeNodeResources = count?#1:int
    VolumeAttachment = metadata!#1:ObjectMeta spec!#2:VolumeAttachmentSpec status!#3:VolumeAttachmentStatus
    VolumeAttachmentSpec = attacher!#1:string source!#2:VolumeAttachmentSource nodeName!#3:string
    VolumeAttachmentSource = persistentVolumeName?#1:string inlineVolumeSpec?#2:PersistentVolumeSpec
    VolumeAttachmentStatus = attached!#1:bool attachmentMetadata#2:{string} attachError?#3:VolumeError
      detachError?#4:VolumeError
    VolumeError = time!#1:time message#2:string errorCode?#3:int
    CSIStorageCapacity = metadata!#1:ObjectMeta nodeTopology?#2:LabelSelector~ storageClassName!#3:string
      capacity?#4:quantity maximumVolumeSize?#5:quantity
    VolumeAttributesClass = metadata!#1:ObjectMeta driverName!#2:string parameters#3:{string}

    """
}

/// What the columns of volumes, claims and classes of storage say of themselves.
extension ColumnDescriptions {
  static let claimAccessModes = """
    accessModes contains the actual access modes the volume backing the PVC has. More info: \
    https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes-1
    """
  static let claimVolumeMode = """
    volumeMode defines what type of volume is required by the claim. Value of Filesystem is implied when not \
    included in claim spec.
    """
  static let storageClassReclaimPolicy = """
    reclaimPolicy controls the reclaimPolicy for dynamically provisioned PersistentVolumes of this storage class. \
    Defaults to Delete.
    """
  static let storageClassVolumeBindingMode = """
    volumeBindingMode indicates how PersistentVolumeClaims should be provisioned and bound.  When unset, \
    VolumeBindingImmediate is used. This field is only honored by servers that enable the VolumeScheduling feature.
    """
  static let volumeAccessModes = """
    accessModes contains all ways the volume can be mounted. More info: \
    https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes
    """
  static let volumeCapacity = """
    capacity is the description of the persistent volume's resources and capacity. More info: \
    https://kubernetes.io/docs/concepts/storage/persistent-volumes#capacity
    """
  static let volumeClaim = """
    claimRef is part of a bi-directional binding between PersistentVolume and PersistentVolumeClaim. Expected to be \
    non-nil when bound. claim.VolumeName is the authoritative bind between PV and PVC. More info: \
    https://kubernetes.io/docs/concepts/storage/persistent-volumes#binding
    """
  static let volumeReason = """
    reason is a brief CamelCase string that describes any failure and is meant for machine parsing and tidy display \
    in the CLI.
    """
  static let volumeReclaimPolicy = """
    persistentVolumeReclaimPolicy defines what happens to a persistent volume when released from its claim. Valid \
    options are Retain (default for manually created PersistentVolumes), Delete (default for dynamically provisioned \
    PersistentVolumes), and Recycle (deprecated). Recycle must be supported by the volume plugin underlying this \
    PersistentVolume. More info: https://kubernetes.io/docs/concepts/storage/persistent-volumes#reclaiming
    """
  static let volumeStatus = """
    phase indicates if a volume is available, bound to a claim, or released by a claim. More info: \
    https://kubernetes.io/docs/concepts/storage/persistent-volumes#phase
    """
  static let volumeVolumeMode = """
    volumeMode defines if a volume is intended to be used with a formatted filesystem or to remain in raw block \
    state. Value of Filesystem is implied when not included in spec.
    """
}

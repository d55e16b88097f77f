extension BuiltInTypes {
  /// Leases, events, and kinds of the whole cluster.
  static let cluster = """
    LeaseSpec = holderIdentity?#1:string leaseDurationSeconds?#2:int acquireTime?#3:microtime
      renewTime?#4:microtime leaseTransitions?#5:int strategy?#6:string|CoordinatedLeaseStrategy
      preferredHolder?#7:string
    Lease = metadata!#1:ObjectMeta spec!#2:LeaseSpec
    GroupEventSeries|EventSeries = count!#1:int lastObservedTime!#2:microtime
    GroupEvent|Event = metadata!#1:ObjectMeta eventTime!#2:microtime series?#3:GroupEventSeries
      reportingController#4:string reportingInstance#5:string action#6:string reason#7:string
      regarding!#8:ObjectReference related?#9:ObjectReference note#10:string type#11:string
      deprecatedSource!#12:EventSource deprecatedFirstTimestamp!#13:time deprecatedLastTimestamp!#14:time
      deprecatedCount#15:int
    PriorityClass = metadata!#1:ObjectMeta value!#2:int globalDefault#3:bool description#4:string
      preemptionPolicy?#5:string|PreemptionPolicy=PreemptLowerPriority
    StorageClass = metadata!#1:ObjectMeta provisioner!#2:string parameters#3:{string}
      reclaimPolicy?#4:string|PersistentVolumeReclaimPolicy=Delete mountOptions#5:[string]
      allowVolumeExpansion?#6:bool volumeBindingMode?#7:string|VolumeBindingMode=Immediate
      allowedTopologies#8:[TopologySelectorTerm]
    Overhead = podFixed#1:{quantity}|ResourceList
    Scheduling = nodeSelector#1:{string}~ tolerations#2:[Toleration]
    RuntimeClass = metadata!#1:ObjectMeta handler!#2:string overhead?#3:Overhead scheduling?#4:Scheduling

    """
}

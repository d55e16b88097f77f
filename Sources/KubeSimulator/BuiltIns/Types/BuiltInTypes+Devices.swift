extension BuiltInTypes {
  /// Devices, their classes and the claims to them.
  static let devices = """
    ResourceSlice = metadata!#1:ObjectMeta spec!#2:ResourceSliceSpec
    ResourceSliceSpec = driver!#1:string pool!#2:ResourcePool nodeName?#3:string nodeSelector?#4:NodeSelector
      allNodes?#5:bool devices#6:[Device] perDeviceNodeSelection?#7:bool sharedCounters#8:[CounterSet@name]
    CounterSet = name!#1:string counters#2:{DeviceCounter}
    ResourcePool = name!#1:string generation!#2:long resourceSliceCount!#3:long
    Device = name!#1:string attributes#2:{DeviceAttribute} capacity#3:{DeviceCapacity}
      consumesCounters#4:[DeviceCounterConsumption@counterSet] nodeName?#5:string nodeSelector?#6:NodeSelector
      allNodes?#7:bool taints#8:[DeviceTaint] bindsToNode?#9:bool bindingConditions#10:[string]
      bindingFailureConditions#11:[string] allowMultipleAllocations?#12:bool
      nodeAllocatableResourceMappings#13:{NodeAllocatableResourceMapping}
    NodeAllocatableResourceMapping = capacityKey?#1:string|QualifiedName allocationMultiplier?#2:quantity
    DeviceCounterConsumption = counterSet!#1:string counters#2:{DeviceCounter}
    DeviceCapacity = value!#1:quantity requestPolicy?#2:CapacityRequestPolicy
    DeviceCounter|Counter = value!#1:quantity
    CapacityRequestPolicy = default?!#1:quantity validValues#3:[quantity]
      validRange?#4:CapacityRequestPolicyRange
    CapacityRequestPolicyRange = min?#1:quantity max?#2:quantity step?#3:quantity
    DeviceAttribute = int?#2:long bool?#3:bool string?#4:string version?#5:string ints#6:[long] bools#7:[bool]
      strings#8:[string] versions#9:[string]
    DeviceTaint = key!#1:string value#2:string effect!#3:string|DeviceTaintEffect timeAdded?#4:time
    GroupResourceClaim|ResourceClaim = metadata!#1:ObjectMeta spec!#2:ResourceClaimSpec
      status!#3:ResourceClaimStatus
    ResourceClaimSpec = devices!#1:DeviceClaim
    DeviceClaim = requests!#1:[DeviceRequest@name] constraints#2:[DeviceConstraint]
      config#3:[DeviceClaimConfiguration]
    DeviceRequest = name!#1:string exactly?#2:ExactDeviceRequest firstAvailable#3:[DeviceSubRequest@name]
    ExactDeviceRequest = deviceClassName!#1:string selectors#2:[DeviceSelector]
      allocationMode#3:string|DeviceAllocationMode count#4:long adminAccess?#5:bool
      tolerations#6:[DeviceToleration] capacity?#7:CapacityRequirements
    DeviceSubRequest = name!#1:string deviceClassName!#2:string selectors#3:[DeviceSelector]
      allocationMode#4:string|DeviceAllocationMode count#5:long tolerations#6:[DeviceToleration]
      capacity?#7:CapacityRequirements
    CapacityRequirements = requests#1:{quantity}
    DeviceSelector = cel?#1:CELDeviceSelector
    CELDeviceSelector = expression!#1:string
    DeviceConstraint = requests#1:[string] matchAttribute?#2:string|FullyQualifiedName
      distinctAttribute?#3:string|FullyQualifiedName
    DeviceClaimConfiguration = requests#1:[string] *#2:DeviceConfiguration
    DeviceConfiguration = opaque?#1:OpaqueDeviceConfiguration
    OpaqueDeviceConfiguration = driver!#1:string parameters!#2:any
    DeviceToleration = key#1:string operator#2:string|DeviceTolerationOperator value#3:string
      effect#4:string|DeviceTaintEffect tolerationSeconds?#5:long
    ResourceClaimStatus = allocation?#1:AllocationResult reservedFor#2:[ResourceClaimConsumerReference@uid]
      devices#4:[AllocatedDeviceStatus@driver,device,pool,shareID]
    ResourceClaimConsumerReference = apiGroup#1:string resource!#3:string name!#4:string uid!#5:string|types.UID
    AllocationResult = devices!#1:DeviceAllocationResult nodeSelector?#3:NodeSelector allocationTimestamp?#5:time
    DeviceAllocationResult = results#1:[DeviceRequestAllocationResult] config#2:[DeviceAllocationConfiguration]
    DeviceRequestAllocationResult = request!#1:string driver!#2:string pool!#3:string device!#4:string
      adminAccess?#5:bool tolerations#6:[DeviceToleration] bindingConditions#7:[string]
      bindingFailureConditions#8:[string] shareID?#9:string|types.UID consumedCapacity#10:{quantity}
    DeviceAllocationConfiguration = source!#1:string|AllocationConfigSource requests#2:[string]
      *#3:DeviceConfiguration
    DeviceClass = metadata!#1:ObjectMeta spec!#2:DeviceClassSpec
    DeviceClassSpec = selectors#1:[DeviceSelector] config#2:[DeviceClassConfiguration] extendedResourceName?#4:string
    DeviceClassConfiguration = *#1:DeviceConfiguration
    ResourceClaimTemplate = metadata!#1:ObjectMeta spec!#2:ResourceClaimTemplateSpec
    ResourceClaimTemplateSpec = metadata!#1:ObjectMeta spec!#2:ResourceClaimSpec
    AllocatedDeviceStatus = driver!#1:string pool!#2:string device!#3:string shareID?#7:string
      conditions!#4:[MetaCondition@type] data?#5:any networkData?#6:NetworkDeviceData
    NetworkDeviceData = interfaceName#1:string ips#2:[string] hardwareAddress#3:string

    """
}

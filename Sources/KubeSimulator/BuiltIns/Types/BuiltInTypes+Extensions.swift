extension BuiltInTypes {
  /// Addresses and further servers.
  static let extensions = """
    ServiceCIDR = metadata!#1:ObjectMeta spec!#2:ServiceCIDRSpec status!#3:ServiceCIDRStatus
    ServiceCIDRSpec = cidrs#1:[string]
    ServiceCIDRStatus = conditions#1:[MetaCondition@type]
    IPAddress = metadata!#1:ObjectMeta spec!#2:IPAddressSpec
    IPAddressSpec = parentRef?#1:ParentReference
    ParentReference = group#1:string resource#2:string namespace#3:string name#4:string
    APIService = metadata!#1:ObjectMeta spec!#2:APIServiceSpec status!#3:APIServiceStatus
    APIServiceSpec = service?#1:APIServiceReference group#2:string version#3:string insecureSkipTLSVerify#4:bool
      caBundle#5:bytes groupPriorityMinimum!#7:int versionPriority!#8:int
    APIServiceReference|ServiceReference = namespace#1:string name#2:string port?#3:int=443
    APIServiceStatus = conditions#1:[APIServiceCondition@type]
    APIServiceCondition = type!#1:string|APIServiceConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string

    """
}

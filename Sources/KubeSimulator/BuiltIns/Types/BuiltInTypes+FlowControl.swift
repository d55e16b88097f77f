extension BuiltInTypes {
  /// How the server shares itself among its clients.
  static let flowControl = """
    FlowSchema = metadata!#1:ObjectMeta spec!#2:FlowSchemaSpec status!#3:FlowSchemaStatus
    FlowSchemaSpec = priorityLevelConfiguration!#1:PriorityLevelConfigurationReference matchingPrecedence!#2:int=1000
      distinguisherMethod?#3:FlowDistinguisherMethod rules#4:[PolicyRulesWithSubjects]
    FlowDistinguisherMethod = type!#1:string|FlowDistinguisherMethodType
    PriorityLevelConfigurationReference = name!#1:string
    PolicyRulesWithSubjects = subjects!#1:[FlowSubject] resourceRules#2:[FlowResourceRule]
      nonResourceRules#3:[FlowPathRule]
    FlowSubject|Subject = kind!#1:string|SubjectKind user?#2:FlowUser group?#3:FlowGroup
      serviceAccount?#4:FlowServiceAccount
    FlowUser|UserSubject = name!#1:string
    FlowGroup|GroupSubject = name!#1:string
    FlowServiceAccount|ServiceAccountSubject = namespace!#1:string name!#2:string
    FlowResourceRule|ResourcePolicyRule = verbs!#1:[string@@] apiGroups!#2:[string@@] resources!#3:[string@@]
      clusterScope#4:bool namespaces!#5:[string@@]
    FlowPathRule|NonResourcePolicyRule = verbs!#1:[string@@] nonResourceURLs!#6:[string@@]
    FlowSchemaStatus = conditions#1:[FlowSchemaCondition@type]
    FlowSchemaCondition = type#1:string|FlowSchemaConditionType status#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string
    PriorityLevelConfiguration = metadata!#1:ObjectMeta spec!#2:PriorityLevelConfigurationSpec
      status!#3:PriorityLevelConfigurationStatus
    PriorityLevelConfigurationSpec = type!#1:string|PriorityLevelEnablement
      limited?#2:LimitedPriorityLevelConfiguration exempt?#3:ExemptPriorityLevelConfiguration
    LimitedPriorityLevelConfiguration = nominalConcurrencyShares?!#1:int=30 limitResponse!#2:LimitResponse
      lendablePercent?#3:int=0 borrowingLimitPercent?#4:int
    ExemptPriorityLevelConfiguration = nominalConcurrencyShares?#1:int=0 lendablePercent?#2:int=0
    LimitResponse = type!#1:string|LimitResponseType queuing?#2:QueuingConfiguration
    QueuingConfiguration = queues!#1:int=64 handSize!#2:int=8 queueLengthLimit!#3:int=50
    PriorityLevelConfigurationStatus = conditions#1:[PriorityLevelConfigurationCondition@type]
    PriorityLevelConfigurationCondition = type#1:string|PriorityLevelConfigurationConditionType
      status#2:string|ConditionStatus lastTransitionTime!#3:time reason#4:string message#5:string

    """
}

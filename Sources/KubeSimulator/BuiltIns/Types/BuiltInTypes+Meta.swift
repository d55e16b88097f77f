extension BuiltInTypes {
  /// What every object has, and what many of them share.
  static let meta = """
    OwnerReference~ = apiVersion!#5:string kind!#1:string name!#3:string uid!#4:string|types.UID
      controller?#6:bool blockOwnerDeletion?#7:bool
    Preconditions = uid?#1:string|types.UID resourceVersion?#2:string
    DeleteOptions = kind:string apiVersion:string gracePeriodSeconds?#1:long preconditions?#2:Preconditions
      orphanDependents?#3:bool propagationPolicy?#4:string|DeletionPropagation dryRun#5:[string]
      ignoreStoreReadErrorWithClusterBreakingPotential?#6:bool
    ObjectMeta = name#1:string generateName#2:string namespace#3:string selfLink#4:string uid#5:string|types.UID
      resourceVersion#6:string generation#7:long creationTimestamp#8:time deletionTimestamp?#9:time
      deletionGracePeriodSeconds?#10:long labels#11:{string} annotations#12:{string}
      ownerReferences#13:[OwnerReference@uid] finalizers#14:[string@@] managedFields?#17:[any]
    ManagedFieldsEntry = manager#1:string operation#2:string apiVersion#3:string time?#4:time fieldsType#6:string
      fieldsV1?#7:fields subresource#8:string
    LabelSelectorRequirement = key!#1:string operator!#2:string|LabelSelectorOperator values#3:[string]
    LabelSelector~ = matchLabels#1:{string} matchExpressions#2:[LabelSelectorRequirement]
    MetaCondition|Condition = type!#1:string status!#2:string|ConditionStatus observedGeneration#3:long
      lastTransitionTime!#4:time reason!#5:string message!#6:string
    FieldSelectorRequirement = key!#1:string operator!#2:string|FieldSelectorOperator values#3:[string]

    """
}

extension BuiltInTypes {
  /// Policies of admission, and webhooks.
  static let admission = """
    ParamKind~ = apiVersion#1:string kind#2:string
    Rule = apiGroups#1:[string] apiVersions#2:[string] resources#3:[string] scope?#4:string|ScopeType=*
    RuleWithOperations = operations#1:[string|OperationType] *#2:Rule
    NamedRuleWithOperations~ = resourceNames#1:[string] *#2:RuleWithOperations
    MatchResources~ = namespaceSelector?#1:LabelSelector={} objectSelector?#2:LabelSelector={}
      resourceRules#3:[NamedRuleWithOperations] excludeResourceRules#4:[NamedRuleWithOperations]
      matchPolicy?#7:string|MatchPolicyType=Equivalent
    Validation = expression!#1:string message#2:string reason?#3:string|StatusReason messageExpression#4:string
    AuditAnnotation = key!#1:string valueExpression!#2:string
    MatchCondition = name!#1:string expression!#2:string
    Variable~ = name!#1:string expression!#2:string
    ValidatingAdmissionPolicySpec = paramKind?#1:ParamKind matchConstraints?#2:MatchResources
      validations#3:[Validation] failurePolicy?#4:string|FailurePolicyType=Fail
      auditAnnotations#5:[AuditAnnotation] matchConditions#6:[MatchCondition@name] variables#7:[Variable@name]
    ExpressionWarning = fieldRef!#2:string warning!#3:string
    TypeChecking = expressionWarnings#1:[ExpressionWarning]
    ValidatingAdmissionPolicyStatus = observedGeneration#1:long typeChecking?#2:TypeChecking
      conditions#3:[MetaCondition@type]
    ValidatingAdmissionPolicy = metadata!#1:ObjectMeta spec!#2:ValidatingAdmissionPolicySpec
      status!#3:ValidatingAdmissionPolicyStatus
    ParamRef~ = name#1:string namespace#2:string selector?#3:LabelSelector
      parameterNotFoundAction?#4:string|ParameterNotFoundActionType
    ValidatingAdmissionPolicyBindingSpec = policyName#1:string paramRef?#2:ParamRef
      matchResources?#3:MatchResources validationActions#4:[string|ValidationAction@@]
    ValidatingAdmissionPolicyBinding = metadata!#1:ObjectMeta spec!#2:ValidatingAdmissionPolicyBindingSpec
    ApplyConfiguration = expression#1:string
    JSONPatch = expression#1:string
    Mutation~ = patchType!#2:string|PatchType applyConfiguration?#3:ApplyConfiguration jsonPatch?#4:JSONPatch
    MutatingAdmissionPolicySpec = paramKind?#1:ParamKind matchConstraints?#2:MatchResources
      variables#3:[Variable] mutations#4:[Mutation] failurePolicy?#5:string|FailurePolicyType=Fail
      matchConditions#6:[MatchCondition@name] reinvocationPolicy#7:string|ReinvocationPolicyType
    MutatingAdmissionPolicy = metadata!#1:ObjectMeta spec!#2:MutatingAdmissionPolicySpec
    MutatingAdmissionPolicyBindingSpec = policyName#1:string paramRef?#2:ParamRef matchResources?#3:MatchResources
    MutatingAdmissionPolicyBinding = metadata!#1:ObjectMeta spec!#2:MutatingAdmissionPolicyBindingSpec
    WebhookServiceReference|ServiceReference = namespace!#1:string name!#2:string path?#3:string port?#4:int=443
    WebhookClientConfig = url?#3:string service?#1:WebhookServiceReference caBundle#2:bytes
    ValidatingWebhook = name!#1:string clientConfig!#2:WebhookClientConfig rules#3:[RuleWithOperations]
      failurePolicy?#4:string|FailurePolicyType=Fail matchPolicy?#9:string|MatchPolicyType=Equivalent
      namespaceSelector?#5:LabelSelector={} objectSelector?#10:LabelSelector={}
      sideEffects?!#6:string|SideEffectClass timeoutSeconds?#7:int=10 admissionReviewVersions!#8:[string]
      matchConditions#11:[MatchCondition@name]
    MutatingWebhook = name!#1:string clientConfig!#2:WebhookClientConfig rules#3:[RuleWithOperations]
      failurePolicy?#4:string|FailurePolicyType=Fail matchPolicy?#9:string|MatchPolicyType=Equivalent
      namespaceSelector?#5:LabelSelector={} objectSelector?#11:LabelSelector={}
      sideEffects?!#6:string|SideEffectClass timeoutSeconds?#7:int=10 admissionReviewVersions!#8:[string]
      reinvocationPolicy?#10:string|ReinvocationPolicyType=Never matchConditions#12:[MatchCondition@name]
    ValidatingWebhookConfiguration = metadata!#1:ObjectMeta webhooks#2:[ValidatingWebhook@name]
    MutatingWebhookConfiguration = metadata!#1:ObjectMeta webhooks#2:[MutatingWebhook@name]

    """
}

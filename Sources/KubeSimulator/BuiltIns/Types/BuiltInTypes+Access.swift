extension BuiltInTypes {
  /// Roles, and reviews of access and of tokens.
  static let access = """
    CertificateSigningRequestSpec = request!#1:bytes signerName!#7:string expirationSeconds?#8:int
      usages#5:[string|KeyUsage] username#2:string uid#3:string groups#4:[string] extra#6:{[string]|ExtraValue}
    CertificateSigningRequestCondition = type!#1:string|RequestConditionType status!#6:string|ConditionStatus
      reason#2:string message#3:string lastUpdateTime!#4:time lastTransitionTime!#5:time
    CertificateSigningRequestStatus = conditions#1:[CertificateSigningRequestCondition@type] certificate#2:bytes
    CertificateSigningRequest = metadata!#1:ObjectMeta spec!#2:CertificateSigningRequestSpec
      status!#3:CertificateSigningRequestStatus
    PolicyRule = verbs!#1:[string] apiGroups#2:[string] resources#3:[string] resourceNames#4:[string]
      nonResourceURLs#5:[string]
    Role = metadata!#1:ObjectMeta rules!#2:[PolicyRule]
    AggregationRule = clusterRoleSelectors#1:[LabelSelector]
    ClusterRole = metadata!#1:ObjectMeta rules!#2:[PolicyRule] aggregationRule?#3:AggregationRule
    Subject~ = kind!#1:string apiGroup#2:string name!#3:string namespace#4:string
    RoleRef~ = apiGroup!#1:string=rbac.authorization.k8s.io kind!#2:string name!#3:string
    RoleBinding = metadata!#1:ObjectMeta subjects#2:[Subject] roleRef!#3:RoleRef
    ClusterRoleBinding = metadata!#1:ObjectMeta subjects#2:[Subject] roleRef!#3:RoleRef
    FieldSelectorAttributes = rawSelector#1:string requirements#2:[FieldSelectorRequirement]
    LabelSelectorAttributes = rawSelector#1:string requirements#2:[LabelSelectorRequirement]
    ResourceAttributes = namespace#1:string verb#2:string group#3:string version#4:string resource#5:string
      subresource#6:string name#7:string fieldSelector?#8:FieldSelectorAttributes
      labelSelector?#9:LabelSelectorAttributes
    NonResourceAttributes = path#1:string verb#2:string
    SubjectAccessReviewSpec = resourceAttributes?#1:ResourceAttributes
      nonResourceAttributes?#2:NonResourceAttributes user#3:string groups#4:[string]
      extra#5:{[string]|ExtraValue} uid#6:string
    SubjectAccessReviewStatus = allowed!#1:bool denied#4:bool reason#2:string evaluationError#3:string
    SubjectAccessReview = metadata!#1:ObjectMeta spec!#2:SubjectAccessReviewSpec
      status!#3:SubjectAccessReviewStatus
    SelfSubjectAccessReviewSpec = resourceAttributes?#1:ResourceAttributes
      nonResourceAttributes?#2:NonResourceAttributes
    SelfSubjectAccessReview = metadata!#1:ObjectMeta spec!#2:SelfSubjectAccessReviewSpec
      status!#3:SubjectAccessReviewStatus
    LocalSubjectAccessReview = metadata!#1:ObjectMeta spec!#2:SubjectAccessReviewSpec
      status!#3:SubjectAccessReviewStatus
    SelfSubjectRulesReviewSpec = namespace#1:string
    ResourceRule = verbs!#1:[string] apiGroups#2:[string] resources#3:[string] resourceNames#4:[string]
    NonResourceRule = verbs!#1:[string] nonResourceURLs#2:[string]
    SubjectRulesReviewStatus = resourceRules!#1:[ResourceRule] nonResourceRules!#2:[NonResourceRule]
      incomplete!#3:bool evaluationError#4:string
    SelfSubjectRulesReview = metadata!#1:ObjectMeta spec!#2:SelfSubjectRulesReviewSpec
      status!#3:SubjectRulesReviewStatus
    TokenReviewSpec = token#1:string audiences#2:[string]
    AuthUserInfo|UserInfo = username#1:string uid#2:string groups#3:[string] extra#4:{[string]|ExtraValue}
    TokenReviewStatus = authenticated#1:bool user!#2:AuthUserInfo audiences#4:[string] error#3:string
    TokenReview = metadata!#1:ObjectMeta spec!#2:TokenReviewSpec status!#3:TokenReviewStatus
    BoundObjectReference = kind#1:string apiVersion#2:string name#3:string uid#4:string|types.UID
    TokenRequestSpec = audiences!#1:[string] expirationSeconds?!#4:long boundObjectRef?!#3:BoundObjectReference
    TokenRequestStatus = token!#1:string expirationTimestamp!#2:time
    TokenRequest = metadata!#1:ObjectMeta spec!#2:TokenRequestSpec status!#3:TokenRequestStatus
    SelfSubjectReviewStatus = userInfo!#1:AuthUserInfo
    SelfSubjectReview = metadata!#1:ObjectMeta status!#2:SelfSubjectReviewStatus

    """
}

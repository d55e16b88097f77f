extension BuiltInTypes {
  /// Kinds of `networking.k8s.io` and `discovery.k8s.io`.
  static let networking = """
    ServiceBackendPort~ = name#1:string number#2:int
    IngressServiceBackend = name!#1:string port!#2:ServiceBackendPort
    IngressBackend = service?#4:IngressServiceBackend resource?#3:TypedLocalObjectReference
    IngressTLS = hosts#1:[string] secretName#2:string
    HTTPIngressPath = path#1:string pathType?!#3:string|PathType backend!#2:IngressBackend
    HTTPIngressRuleValue = paths!#1:[HTTPIngressPath]
    IngressRuleValue = http?#1:HTTPIngressRuleValue
    IngressRule = host#1:string *#2:IngressRuleValue
    IngressSpec = ingressClassName?#4:string defaultBackend?#1:IngressBackend tls#2:[IngressTLS]
      rules#3:[IngressRule]
    IngressPortStatus = port!#1:int protocol!#2:string|Protocol error?#3:string
    IngressLoadBalancerIngress = ip#1:string hostname#2:string ports#4:[IngressPortStatus]
    IngressLoadBalancerStatus = ingress#1:[IngressLoadBalancerIngress]
    IngressStatus = loadBalancer!#1:IngressLoadBalancerStatus
    Ingress = metadata!#1:ObjectMeta spec!#2:IngressSpec status!#3:IngressStatus
    IngressClassParametersReference = apiGroup?#1:string kind!#2:string name!#3:string scope?!#4:string=Cluster
      namespace?#5:string
    IngressClassSpec = controller#1:string parameters?#2:IngressClassParametersReference
    IngressClass = metadata!#1:ObjectMeta spec!#2:IngressClassSpec
    NetworkPolicyPort = protocol?#1:string|Protocol=TCP port?#2:intstr endPort?#3:int
    IPBlock = cidr!#1:string except#2:[string]
    NetworkPolicyPeer = podSelector?#1:LabelSelector namespaceSelector?#2:LabelSelector ipBlock?#3:IPBlock
    NetworkPolicyIngressRule = ports#1:[NetworkPolicyPort] from#2:[NetworkPolicyPeer]
    NetworkPolicyEgressRule = ports#1:[NetworkPolicyPort] to#2:[NetworkPolicyPeer]
    NetworkPolicySpec = podSelector!#1:LabelSelector ingress#2:[NetworkPolicyIngressRule]
      egress#3:[NetworkPolicyEgressRule] policyTypes#4:[string|PolicyType]
    NetworkPolicy = metadata!#1:ObjectMeta spec!#2:NetworkPolicySpec
    EndpointConditions = ready?#1:bool serving?#2:bool terminating?#3:bool
    ForZone = name!#1:string
    ForNode = name!#1:string
    EndpointHints = forZones#1:[ForZone] forNodes#2:[ForNode]
    Endpoint = addresses!#1:[string@@] conditions!#2:EndpointConditions hostname?#3:string
      targetRef?#4:ObjectReference deprecatedTopology#5:{string} nodeName?#6:string zone?#7:string
      hints?#8:EndpointHints
    EndpointPort~ = name?#1:string= protocol?#2:string|Protocol=TCP port?#3:int appProtocol?#4:string
    EndpointSlice = metadata!#1:ObjectMeta addressType!#4:string|AddressType endpoints!#2:[Endpoint]
      ports!#3:[EndpointPort]

    """
}

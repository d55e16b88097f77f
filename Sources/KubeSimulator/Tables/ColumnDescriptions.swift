/// What columns say of themselves, in the words of the field that they show.
enum ColumnDescriptions {
  static let autoscalerMaxPods = """
    maxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up. It cannot be \
    less that minReplicas.
    """
  static let autoscalerMinPods = """
    minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down.  It defaults \
    to 1 pod.  minReplicas is allowed to be 0 if the alpha feature gate HPAScaleToZero is enabled and at least one \
    Object or External metric is configured.  Scaling is active as long as at least one metric value is available.
    """
  static let autoscalerReference = """
    scaleTargetRef points to the target resource to scale, and is used to the pods for which metrics should be \
    collected, as well as to actually change the replica count.
    """
  static let autoscalerReplicas = """
    currentReplicas is current number of replicas of pods managed by this autoscaler, as last seen by the autoscaler.
    """
  static let autoscalerTargets = """
    metrics contains the specifications for which to use to calculate the desired replica count (the maximum replica \
    count across all metrics will be used).  The desired replica count is calculated multiplying the ratio between \
    the target value and the current value by the current number of pods.  Ergo, metrics used must decrease as the \
    pod count is increased, and vice-versa.  See the individual metric source types for more information about how \
    each type of metric must respond. If not set, the default metric will be set to 80% average CPU utilization.
    """
  static let bindingRole = """
    RoleRef can reference a Role in the current namespace or a ClusterRole in the global namespace. If the RoleRef \
    cannot be resolved, the Authorizer must return an error.
    """
  static let clusterBindingRole = """
    RoleRef can only reference a ClusterRole in the global namespace. If the RoleRef cannot be resolved, the \
    Authorizer must return an error.
    """
  static let leaseHolder = """
    holderIdentity contains the identity of the holder of a current lease. If Coordinated Leader Election is used, \
    the holder identity must be equal to the elected LeaseCandidate.metadata.name field.
    """
  static let nodeAddress = """
    List of addresses reachable to the node. Queried from cloud provider, if available. More info: \
    https://kubernetes.io/docs/reference/node/node-status/#addresses Note: This field is declared as mergeable, but \
    the merge key is not sufficiently unique, which can cause data corruption when it is merged. Callers should \
    instead use a full-replacement patch. See https://pr.k8s.io/79391 for an example. Consumers should assume that \
    addresses can change during the lifetime of a Node. However, there are some exceptions where this may not be \
    possible, such as Pods that inherit a Node's address in its own status or consumers of the downward API \
    (status.hostIP).
    """
  static let nodeContainerRuntime = """
    ContainerRuntime Version reported by the node through runtime remote API (e.g. containerd://1.4.2).
    """
  static let nodeKernelVersion = """
    Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64).
    """
  static let nodeOSImage = """
    OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy)).
    """
  static let priorityClassGlobalDefault = """
    globalDefault specifies whether this PriorityClass should be considered as the default priority for pods that do \
    not have any priority class. Only one PriorityClass can be marked as `globalDefault`. However, if more than one \
    PriorityClasses exists with their `globalDefault` field set to true, the smallest value of such global default \
    PriorityClasses will be used as the default priority.
    """
  static let priorityClassValue = """
    value represents the integer value of this priority class. This is the actual priority that pods receive when \
    they have the name of this class in their pod spec.
    """
  static let secretData = """
    Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The serialized \
    form of the secret data is a base64 encoded string, representing the arbitrary (possibly non-string) data value \
    here. Described in https://tools.ietf.org/html/rfc4648#section-4
    """
  static let secretType = """
    Used to facilitate programmatic handling of secret data. More info: \
    https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
    """
}

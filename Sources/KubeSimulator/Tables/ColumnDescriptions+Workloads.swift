/// What the columns of pods, their sets and jobs say of themselves.
extension ColumnDescriptions {
  static let cronJobLastSchedule = """
    Information when was the last time the job was successfully scheduled.
    """
  static let cronJobSuspend = """
    This flag tells the controller to suspend subsequent executions, it does not apply to already started \
    executions.  Defaults to false.
    """
  static let cronJobTimezone = """
    The time zone name for the given schedule, see https://en.wikipedia.org/wiki/List_of_tz_database_time_zones. If \
    not specified, this will default to the time zone of the kube-controller-manager process. The set of valid time \
    zone names and the time zone offset is loaded from the system-wide time zone database by the API server during \
    CronJob validation and the controller manager during execution. If no system-wide time zone database can be \
    found a bundled version of the database is used instead. If the time zone name becomes invalid during the \
    lifetime of a CronJob or due to a change in host configuration, the controller will stop creating new new Jobs \
    and will create a system event with the reason UnknownTimeZone. More information can be found in \
    https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
    """
  static let daemonSetAvailable = """
    The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and \
    available (ready for at least spec.minReadySeconds)
    """
  static let daemonSetCurrent = """
    The number of nodes that are running at least 1 daemon pod and are supposed to run the daemon pod. More info: \
    https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
    """
  static let daemonSetDesired = """
    The total number of nodes that should be running the daemon pod (including nodes correctly running the daemon \
    pod). More info: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
    """
  static let daemonSetNodeSelector = """
    NodeSelector is a selector which must be true for the pod to fit on a node. Selector which must match a node's \
    labels for the pod to be scheduled on that node. More info: \
    https://kubernetes.io/docs/concepts/configuration/assign-pod-node/
    """
  static let daemonSetReady = """
    numberReady is the number of nodes that should be running the daemon pod and have one or more of the daemon pod \
    running with a Ready Condition.
    """
  static let daemonSetSelector = """
    A label query over pods that are managed by the daemon set. Must match in order to be controlled. It must match \
    the pod template's labels. More info: \
    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    """
  static let daemonSetUpToDate = """
    The total number of nodes that are running updated daemon pod
    """
  static let deploymentAvailable = """
    Total number of available non-terminating pods (ready for at least minReadySeconds) targeted by this deployment.
    """
  static let deploymentSelector = """
    Label selector for pods. Existing ReplicaSets whose pods are selected by this will be the ones affected by this \
    deployment. It must match the pod template's labels.
    """
  static let deploymentUpToDate = """
    Total number of non-terminating pods targeted by this deployment that have the desired template spec.
    """
  static let jobCompletions = """
    The number of pods which reached phase Succeeded. The value increases monotonically for a given spec. However, \
    it may decrease in reaction to scale down of elastic indexed jobs.
    """
  static let jobSelector = """
    A label query over pods that should match the pod count. Normally, the system sets this field for you. More \
    info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    """
  static let podIP = """
    podIP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.
    """
  static let podNode = """
    NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by the \
    scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes responsible for \
    the lifecycle of this pod. This field should not be used to express a desire for the pod to be scheduled on a \
    specific node. https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename
    """
  static let podNominatedNode = """
    nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right \
    away as preemption victims receive their graceful termination periods. This field does not guarantee that the \
    pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become \
    available sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that is \
    created after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is \
    scheduled.
    """
  static let podReadinessGates = """
    If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers \
    are ready AND all conditions specified in the readiness gates have status equal to "True" More info: \
    https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates
    """
  static let replicaSetCurrent = """
    Replicas is the most recently observed number of non-terminating pods. More info: \
    https://kubernetes.io/docs/concepts/workloads/controllers/replicaset
    """
  static let replicaSetDesired = """
    Replicas is the number of desired pods. This is a pointer to distinguish between explicit zero and unspecified. \
    Defaults to 1. More info: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset
    """
  static let replicaSetReady = """
    The number of non-terminating pods targeted by this ReplicaSet with a Ready Condition.
    """
  static let replicaSetSelector = """
    Selector is a label query over pods that should match the replica count. Label keys and values that must match \
    in order to be controlled by this replica set. It must match the pod template's labels. More info: \
    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    """
  static let replicationControllerCurrent = """
    Replicas is the most recently observed number of replicas. More info: \
    https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller#what-is-a-replicationcontroller
    """
  static let replicationControllerDesired = """
    Replicas is the number of desired replicas. This is a pointer to distinguish between explicit zero and \
    unspecified. Defaults to 1. More info: \
    https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller#what-is-a-replicationcontroller
    """
  static let replicationControllerReady = """
    The number of ready replicas for this replication controller.
    """
  static let replicationControllerSelector = """
    Selector is a label query over pods that should match the Replicas count. If Selector is empty, it is defaulted \
    to the labels present on the Pod template. Label keys and values that must match in order to be controlled by \
    this replication controller, if empty defaulted to labels on Pod template. More info: \
    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    """
  static let scaleAvailable = """
    replicas is the actual number of observed instances of the scaled object.
    """
  static let scaleDesired = """
    replicas is the desired number of instances for the scaled object.
    """
}

public import KubeCore
import KubeRuntime
import PodLifecycle

/// What a ``Kubelet`` runs, and where.
public struct KubeletConfiguration: Sendable {
  /// The name of its node; default `slipway-local`. Two kubelets of one cluster need two names.
  public var nodeName: String
  /// What stands for a container image: its name, as pods write it, and the beginning of the command line, such as
  /// `["/usr/local/bin/slipway"]`. A container's `command` and `args` follow it. Pods with any other image are left
  /// alone.
  public var images: [String: [String]]
  /// Restricts the pods that it takes by their labels; default all.
  public var podSelector: LabelSelector?
  /// The folder for the pods' working directories and logs; made when it is missing, and never removed.
  public var folder: String
  /// Variables that every process gets; default none. Those of the container win.
  public var environment: [String: String] = [:]
  /// The address of the API server as pods are told it, such as `https://127.0.0.1:6443`. Without one, which is the
  /// default, no pod gets the token of its service account.
  public var apiServer: String?
  /// The most bytes that are kept of one container's output; default 1 MiB.
  public var logLimit = 1 << 20
  /// The most pods at a time, as the node's capacity says; default 110.
  public var capacity = 110
  /// How long processes may take to end when the kubelet is stopped, before they are killed; default 2 seconds.
  public var stopGrace: Duration = .seconds(2)
  /// How often readiness and startup are probed until they first succeed; `nil` for the probe's own period, which
  /// is a second at least. Default 100 ms.
  public var eagerProbePeriod: Duration? = .milliseconds(100)
  /// The first wait before a container that keeps ending is started again, which then doubles up to 5 minutes;
  /// default 10 seconds, as in Kubernetes.
  public var restartDelay: Duration = .seconds(10)
  /// How long a pod that is being deleted goes on before its processes get SIGTERM, so that no proxy sends it requests
  /// any more; at most half of its grace period. Default 300 ms.
  public var terminationDelay: Duration = .milliseconds(300)

  public init(nodeName: String = "slipway-local", images: [String: [String]], folder: String) {
    self.nodeName = nodeName
    self.images = images
    self.folder = folder
  }
}

extension KubeletConfiguration {
  var rules: PodRules {
    var rules = PodRules()
    rules.restartBackoff.initial = restartDelay
    rules.eagerProbePeriod = eagerProbePeriod
    rules.terminationDelay = terminationDelay
    return rules
  }
}

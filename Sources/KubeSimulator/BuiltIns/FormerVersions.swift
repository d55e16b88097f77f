/// Versions that the server knows of a kind, and serves no more.
///
/// Source: the `install` packages of `pkg/apis`.
enum FormerVersions {
  static func contains(_ kind: String, _ apiVersion: String) -> Bool { table[kind]?.contains(apiVersion) ?? false }

  private static let table: [String: [String]] = [
    "ControllerRevision": ["apps/v1beta1", "apps/v1beta2"], "CronJob": ["batch/v1beta1"],
    "CustomResourceDefinition": ["apiextensions.k8s.io/v1beta1"],
    "DaemonSet": ["extensions/v1beta1", "apps/v1beta2"],
    "Deployment": ["extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"],
    "EndpointSlice": ["discovery.k8s.io/v1beta1"], "Event": ["events.k8s.io/v1beta1"],
    "HorizontalPodAutoscaler": ["autoscaling/v2beta1", "autoscaling/v2beta2"],
    "Ingress": ["extensions/v1beta1", "networking.k8s.io/v1beta1"], "IngressClass": ["networking.k8s.io/v1beta1"],
    "Lease": ["coordination.k8s.io/v1beta1"], "NetworkPolicy": ["extensions/v1beta1"],
    "PodDisruptionBudget": ["policy/v1beta1"],
    "PriorityClass": ["scheduling.k8s.io/v1alpha1", "scheduling.k8s.io/v1beta1"],
    "ReplicaSet": ["extensions/v1beta1", "apps/v1beta2"],
    "Role": rbac, "RoleBinding": rbac, "ClusterRole": rbac, "ClusterRoleBinding": rbac,
    "RuntimeClass": ["node.k8s.io/v1alpha1", "node.k8s.io/v1beta1"],
    "StatefulSet": ["apps/v1beta1", "apps/v1beta2"], "StorageClass": ["storage.k8s.io/v1beta1"],
    "MutatingWebhookConfiguration": ["admissionregistration.k8s.io/v1beta1"],
    "ValidatingAdmissionPolicy": policies, "ValidatingAdmissionPolicyBinding": policies,
    "ValidatingWebhookConfiguration": ["admissionregistration.k8s.io/v1beta1"],
  ]

  private static let rbac = ["rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1beta1"]
  private static let policies = ["admissionregistration.k8s.io/v1alpha1", "admissionregistration.k8s.io/v1beta1"]
}

import KubeCore
import KubeSchema

/// The resources that are served without a definition.
enum BuiltInResources {
  static let all: [ResourceDefinition] = {
    var notation = SchemaNotation(BuiltInTypes.text)
    return table.map { $0.definition(&notation) }
  }()

  /// The schema of the metadata of every object.
  static let metadata: Schema = {
    var notation = SchemaNotation(BuiltInTypes.text)
    return notation.schema("ObjectMeta")
  }()

  /// The schema of the scale subresource.
  static let scale: Schema = {
    var notation = SchemaNotation(BuiltInTypes.text)
    return withTypeMembers(notation.schema("Scale"))
  }()

  /// The schema of a type that is part of no resource.
  static func schema(named name: String) -> Schema {
    var notation = SchemaNotation(BuiltInTypes.text)
    return withTypeMembers(notation.schema(name))
  }

  private struct Row {
    var group: String
    var version = "v1"
    var kind: String
    var plural: String
    var shortNames: [String] = []
    var categories: [String] = []
    var isNamespaced = true
    var hasStatus = false
    var isScalable = false
    var hasGeneration = false
    var typeName: String?
    var storage: String?
    var deprecation: String?

    func definition(_ notation: inout SchemaNotation) -> ResourceDefinition {
      var resource = ResourceDefinition(
        type: ResourceType(group: group, version: version, kind: kind, plural: plural, isNamespaced: isNamespaced),
        singular: kind.lowercased(), shortNames: shortNames, categories: categories, listKind: kind + "List",
        schema: withTypeMembers(notation.schema(typeName ?? kind)), isCustom: false, hasStatus: hasStatus,
        scale: isScalable ? workloadScale : nil, hasGeneration: hasGeneration,
        storage: storage ?? (group.isEmpty ? plural : "\(group)/\(plural)"), goType: typeName ?? kind)
      resource.deprecation = deprecation
      return resource
    }
  }

  private static let workloadScale = ResourceDefinition.ScalePaths(
    specReplicas: ["spec", "replicas"], statusReplicas: ["status", "replicas"], labelSelector: nil)

  private static func withTypeMembers(_ schema: Schema) -> Schema {
    var properties = schema.properties
    properties["apiVersion"] = Schema(kind: .string)
    properties["kind"] = Schema(kind: .string)
    return Schema(kind: .object, properties: properties, alwaysPresent: schema.alwaysPresent)
  }

  private static let table: [Row] = coreAndApplications + ofTheCluster

  private static let coreAndApplications: [Row] = [
    Row(group: "", kind: "ConfigMap", plural: "configmaps", shortNames: ["cm"]),
    Row(
      group: "", kind: "Endpoints", plural: "endpoints", shortNames: ["ep"],
      deprecation: "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"),
    Row(group: "", kind: "Event", plural: "events", shortNames: ["ev"]),
    Row(group: "", kind: "LimitRange", plural: "limitranges", shortNames: ["limits"]),
    Row(group: "", kind: "Namespace", plural: "namespaces", shortNames: ["ns"], isNamespaced: false, hasStatus: true),
    Row(group: "", kind: "Node", plural: "nodes", shortNames: ["no"], isNamespaced: false, hasStatus: true),
    Row(
      group: "", kind: "PersistentVolumeClaim", plural: "persistentvolumeclaims", shortNames: ["pvc"],
      hasStatus: true),
    Row(
      group: "", kind: "PersistentVolume", plural: "persistentvolumes", shortNames: ["pv"],
      isNamespaced: false, hasStatus: true),
    Row(
      group: "", kind: "Pod", plural: "pods", shortNames: ["po"], categories: ["all"], hasStatus: true,
      hasGeneration: true),
    Row(group: "", kind: "PodTemplate", plural: "podtemplates", hasGeneration: true),
    Row(
      group: "", kind: "ReplicationController", plural: "replicationcontrollers", shortNames: ["rc"],
      categories: ["all"], hasStatus: true, isScalable: true, hasGeneration: true),
    Row(group: "", kind: "ResourceQuota", plural: "resourcequotas", shortNames: ["quota"], hasStatus: true),
    Row(group: "", kind: "Secret", plural: "secrets"),
    Row(group: "", kind: "ServiceAccount", plural: "serviceaccounts", shortNames: ["sa"]),
    Row(group: "", kind: "Service", plural: "services", shortNames: ["svc"], categories: ["all"], hasStatus: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "MutatingAdmissionPolicy", plural: "mutatingadmissionpolicies",
      categories: ["api-extensions"], isNamespaced: false, hasGeneration: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "MutatingAdmissionPolicyBinding",
      plural: "mutatingadmissionpolicybindings", categories: ["api-extensions"], isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "ValidatingAdmissionPolicy",
      plural: "validatingadmissionpolicies", categories: ["api-extensions"], isNamespaced: false,
      hasStatus: true, hasGeneration: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "ValidatingAdmissionPolicyBinding",
      plural: "validatingadmissionpolicybindings", categories: ["api-extensions"], isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "MutatingWebhookConfiguration",
      plural: "mutatingwebhookconfigurations", categories: ["api-extensions"], isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "admissionregistration.k8s.io", kind: "ValidatingWebhookConfiguration",
      plural: "validatingwebhookconfigurations", categories: ["api-extensions"], isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "apiextensions.k8s.io", kind: "CustomResourceDefinition", plural: "customresourcedefinitions",
      shortNames: ["crd", "crds"], categories: ["api-extensions"], isNamespaced: false, hasStatus: true,
      hasGeneration: true),
    Row(group: "apps", kind: "ControllerRevision", plural: "controllerrevisions"),
    Row(
      group: "apps", kind: "DaemonSet", plural: "daemonsets", shortNames: ["ds"], categories: ["all"],
      hasStatus: true, hasGeneration: true),
    Row(
      group: "apps", kind: "Deployment", plural: "deployments", shortNames: ["deploy"], categories: ["all"],
      hasStatus: true, isScalable: true, hasGeneration: true),
    Row(
      group: "apps", kind: "ReplicaSet", plural: "replicasets", shortNames: ["rs"], categories: ["all"],
      hasStatus: true, isScalable: true, hasGeneration: true),
    Row(
      group: "apps", kind: "StatefulSet", plural: "statefulsets", shortNames: ["sts"], categories: ["all"],
      hasStatus: true, isScalable: true, hasGeneration: true),
    Row(
      group: "autoscaling", version: "v2", kind: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers",
      shortNames: ["hpa"], categories: ["all"], hasStatus: true),
    Row(
      group: "autoscaling", kind: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers", shortNames: ["hpa"],
      categories: ["all"], hasStatus: true, typeName: "HorizontalPodAutoscalerV1"),
    Row(
      group: "batch", kind: "CronJob", plural: "cronjobs", shortNames: ["cj"], categories: ["all"],
      hasStatus: true, hasGeneration: true),
    Row(group: "batch", kind: "Job", plural: "jobs", categories: ["all"], hasStatus: true, hasGeneration: true),
    Row(
      group: "certificates.k8s.io", kind: "CertificateSigningRequest", plural: "certificatesigningrequests",
      shortNames: ["csr"], isNamespaced: false, hasStatus: true),
    Row(group: "coordination.k8s.io", kind: "Lease", plural: "leases"),
    Row(group: "discovery.k8s.io", kind: "EndpointSlice", plural: "endpointslices", hasGeneration: true),
    Row(
      group: "events.k8s.io", kind: "Event", plural: "events", shortNames: ["ev"], typeName: "GroupEvent",
      storage: "events"),
    Row(
      group: "networking.k8s.io", kind: "IngressClass", plural: "ingressclasses", isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "networking.k8s.io", kind: "Ingress", plural: "ingresses", shortNames: ["ing"], hasStatus: true,
      hasGeneration: true),
    Row(
      group: "networking.k8s.io", kind: "NetworkPolicy", plural: "networkpolicies", shortNames: ["netpol"],
      hasGeneration: true),
    Row(group: "node.k8s.io", kind: "RuntimeClass", plural: "runtimeclasses", isNamespaced: false),
    Row(
      group: "policy", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets", shortNames: ["pdb"],
      hasStatus: true, hasGeneration: true),
    Row(
      group: "rbac.authorization.k8s.io", kind: "ClusterRoleBinding", plural: "clusterrolebindings",
      isNamespaced: false),
    Row(group: "rbac.authorization.k8s.io", kind: "ClusterRole", plural: "clusterroles", isNamespaced: false),
    Row(group: "rbac.authorization.k8s.io", kind: "RoleBinding", plural: "rolebindings"),
    Row(group: "rbac.authorization.k8s.io", kind: "Role", plural: "roles"),
    Row(
      group: "scheduling.k8s.io", kind: "PriorityClass", plural: "priorityclasses", shortNames: ["pc"],
      isNamespaced: false, hasGeneration: true),
  ]

  private static let ofTheCluster: [Row] = [
    Row(
      group: "storage.k8s.io", kind: "StorageClass", plural: "storageclasses", shortNames: ["sc"],
      isNamespaced: false),
    Row(group: "storage.k8s.io", kind: "CSIDriver", plural: "csidrivers", isNamespaced: false),
    Row(group: "storage.k8s.io", kind: "CSINode", plural: "csinodes", isNamespaced: false),
    Row(group: "storage.k8s.io", kind: "CSIStorageCapacity", plural: "csistoragecapacities"),
    Row(
      group: "storage.k8s.io", kind: "VolumeAttachment", plural: "volumeattachments", isNamespaced: false,
      hasStatus: true),
    Row(
      group: "storage.k8s.io", kind: "VolumeAttributesClass", plural: "volumeattributesclasses", shortNames: ["vac"],
      isNamespaced: false),
    Row(
      group: "apiregistration.k8s.io", kind: "APIService", plural: "apiservices", categories: ["api-extensions"],
      isNamespaced: false, hasStatus: true),
    Row(
      group: "flowcontrol.apiserver.k8s.io", kind: "FlowSchema", plural: "flowschemas", isNamespaced: false,
      hasStatus: true, hasGeneration: true),
    Row(
      group: "flowcontrol.apiserver.k8s.io", kind: "PriorityLevelConfiguration",
      plural: "prioritylevelconfigurations", isNamespaced: false, hasStatus: true, hasGeneration: true),
    Row(group: "networking.k8s.io", kind: "IPAddress", plural: "ipaddresses", shortNames: ["ip"], isNamespaced: false),
    Row(
      group: "networking.k8s.io", kind: "ServiceCIDR", plural: "servicecidrs", isNamespaced: false, hasStatus: true),
    Row(
      group: "resource.k8s.io", kind: "DeviceClass", plural: "deviceclasses", isNamespaced: false,
      hasGeneration: true),
    Row(
      group: "resource.k8s.io", kind: "ResourceClaim", plural: "resourceclaims", hasStatus: true,
      typeName: "GroupResourceClaim"),
    Row(group: "resource.k8s.io", kind: "ResourceClaimTemplate", plural: "resourceclaimtemplates"),
    Row(
      group: "resource.k8s.io", kind: "ResourceSlice", plural: "resourceslices", isNamespaced: false,
      hasGeneration: true),
  ]
}

import KubeCore
import KubeSchema

/// What makes an object invalid, in the server's words.
enum ObjectValidation {
  static func check(
    _ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition, subresource: String? = nil
  ) -> [FieldError] {
    var errors = NameRules.check(object, definition)
    if old != nil { errors = MetadataRules.repeated(errors, definition) }
    if let old { errors += MetadataRules.checkChange(object, old) }
    if definition.isCustom {
      errors += CustomValidation.check(object, old: old, definition, subresource: subresource, after: errors)
    } else if definition.storage == BuiltIn.events.storage {
      errors += EventRules.check(object, old, isStrict: definition.type.group == "events.k8s.io")
    } else if definition.storage == BuiltIn.signingRequests.storage {
      errors += SigningRequestRules.check(object, old, subresource)
    } else if let rule = rules[definition.storage] {
      errors += rule(object, old)
    }
    if let old, subresource == "status" { errors += StatusRules.check(object, old, definition.storage) }
    return errors
  }

  private typealias Rule = @Sendable (_ object: JSONValue, _ old: JSONValue?) -> [FieldError]

  private static let rules: [String: Rule] = [
    "admissionregistration.k8s.io/mutatingwebhookconfigurations": WebhookRules.check,
    "admissionregistration.k8s.io/mutatingadmissionpolicies": MutatingPolicyRules.check,
    "admissionregistration.k8s.io/mutatingadmissionpolicybindings": MutatingPolicyRules.checkBinding,
    "admissionregistration.k8s.io/validatingadmissionpolicies": PolicyRules.check,
    "admissionregistration.k8s.io/validatingadmissionpolicybindings": PolicyRules.checkBinding,
    "admissionregistration.k8s.io/validatingwebhookconfigurations": WebhookRules.check,
    "apiextensions.k8s.io/customresourcedefinitions": DefinitionRules.check,
    "apiregistration.k8s.io/apiservices": APIServiceRules.check,
    "apps/controllerrevisions": checkControllerRevision, "apps/daemonsets": SetRules.checkDaemonSet,
    "apps/deployments": WorkloadRules.checkDeployment, "apps/replicasets": WorkloadRules.checkSet,
    "apps/statefulsets": SetRules.checkStatefulSet, "autoscaling/horizontalpodautoscalers": AutoscalerRules.check,
    "batch/cronjobs": JobRules.checkCronJob, "batch/jobs": JobRules.check, "configmaps": DataRules.check,
    "coordination.k8s.io/leases": checkLease, "discovery.k8s.io/endpointslices": EndpointRules.checkSlice,
    "endpoints": EndpointRules.check,
    "flowcontrol.apiserver.k8s.io/flowschemas": FlowSchemaRules.check,
    "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations": PriorityLevelRules.check,
    "limitranges": QuotaRules.checkLimits,
    "namespaces": NodeRules.checkNamespace, "networking.k8s.io/ingressclasses": ClassRules.checkIngress,
    "networking.k8s.io/ingresses": IngressRules.check,
    "networking.k8s.io/ipaddresses": AddressRangeRules.checkAddress,
    "networking.k8s.io/networkpolicies": NetworkPolicyRules.check,
    "networking.k8s.io/servicecidrs": AddressRangeRules.check,
    "node.k8s.io/runtimeclasses": ClassRules.checkRuntime, "nodes": NodeRules.check,
    "persistentvolumeclaims": VolumeRules.checkClaim, "persistentvolumes": VolumeRules.check,
    "pods": PodSpecRules.checkPod, "podtemplates": WorkloadRules.checkPodTemplate, "policy/poddisruptionbudgets": BudgetRules.check,
    "rbac.authorization.k8s.io/clusterrolebindings": RoleRules.checkClusterBinding,
    "rbac.authorization.k8s.io/clusterroles": RoleRules.checkClusterRole,
    "rbac.authorization.k8s.io/rolebindings": RoleRules.checkBinding,
    "rbac.authorization.k8s.io/roles": RoleRules.checkRole, "replicationcontrollers": WorkloadRules.checkController,
    "resourcequotas": QuotaRules.checkQuota,
    "scheduling.k8s.io/priorityclasses": ClassRules.checkPriority, "secrets": SecretRules.check,
    "services": ServiceRules.check, "storage.k8s.io/csidrivers": DriverRules.checkDriver,
    "storage.k8s.io/csinodes": DriverRules.checkNode,
    "storage.k8s.io/csistoragecapacities": DriverRules.checkCapacity,
    "storage.k8s.io/storageclasses": ClassRules.checkStorage,
    "storage.k8s.io/volumeattachments": DriverRules.checkAttachment,
    "storage.k8s.io/volumeattributesclasses": ClassRules.checkAttributes,
  ]

  private static func checkLease(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    if let duration = object["spec"]?["leaseDurationSeconds"], let seconds = duration.integer, seconds <= 0 {
      errors.append(.invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"))
    }
    if let count = object["spec"]?["leaseTransitions"], let transitions = count.integer, transitions < 0 {
      errors.append(.invalid("spec.leaseTransitions", count, "must be greater than or equal to 0"))
    }
    return errors
  }

  private static func checkControllerRevision(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = object["data"]?.isNull != false ? [.required("data", "data is mandatory")] : []
    if (object["revision"]?.integer ?? 0) < 0 {
      errors.append(.invalid("revision", object["revision"] ?? 0, "must be greater than or equal to 0"))
    }
    guard let old, object["data"] != old["data"] else { return errors }
    return errors + [.invalid("data", object["data"] ?? .null, "field is immutable")]
  }
}

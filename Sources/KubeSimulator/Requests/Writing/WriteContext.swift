import KubeCore

/// Who writes, through what, and when.
struct WriteContext: Sendable {
  var definition: ResourceDefinition
  var manager: String
  var operation = ManagedFields.Operation.update
  var subresource: String?
  var now: Timestamp
  var isDryRun = false
  /// Who writes; `nil` for the cluster's own controllers.
  var user: UserInfo?

  init(_ request: ResourceRequest, subresource: String? = nil) {
    definition = request.definition
    manager = request.fieldManager
    self.subresource = subresource
    now = request.now
    isDryRun = request.isDryRun
    user = request.user
  }

  init(_ definition: ResourceDefinition, manager: String, subresource: String? = nil, now: Timestamp) {
    self.definition = definition
    self.manager = manager
    self.subresource = subresource
    self.now = now
  }

  var fieldManager: FieldManager {
    FieldManager(
      schema: definition.schema,
      actor: ManagedFields.Entry(
        manager: manager, operation: operation, apiVersion: definition.type.apiVersion, subresource: subresource,
        fields: FieldSet()),
      now: now, ignored: ignored, otherSchemas: definition.versions?.schemas ?? [:],
      translatesVersions: definition.storage != BuiltIn.events.storage)
  }

  /// What cannot be changed through this resource or subresource.
  private var ignored: [[PathElement]] {
    if definition.storage == BuiltIn.signingRequests.storage { return ignoredOfSigningRequest }
    return switch subresource {
    case "ephemeralcontainers", "resize": [[.field("status")]]
    case nil, "finalize": definition.hasStatus ? [[.field("status")]] : []
    case "status" where definition.isCustom || definition.storage.hasSuffix("/validatingadmissionpolicies"):
      [[.field("metadata")], [.field("spec")]]
    case "status" where definition.storage == BuiltIn.deployments.storage: [[.field("spec")], [.field("metadata"), .field("labels")]]
    case "status" where definition.storage == BuiltIn.pods.storage:
      [[.field("spec")], [.field("metadata"), .field("deletionTimestamp")], [.field("metadata"), .field("ownerReferences")]]
    case "status": [[.field("spec")]]
    default: []
    }
  }

  private var ignoredOfSigningRequest: [[PathElement]] {
    switch subresource {
    case "status": [[.field("spec")], [.field("status"), .field("conditions")]]
    case SigningRequestFields.approval: [[.field("spec")], [.field("status"), .field("certificate")]]
    default: [[.field("spec")], [.field("status")]]
    }
  }
}

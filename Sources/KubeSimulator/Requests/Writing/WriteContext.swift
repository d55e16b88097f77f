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
  private var ignored: [[String]] {
    switch subresource {
    case "ephemeralcontainers", "resize": [["f:status"]]
    case nil, "finalize": definition.hasStatus ? [["f:status"]] : []
    case "status" where definition.isCustom || definition.storage.hasSuffix("/validatingadmissionpolicies"):
      [["f:metadata"], ["f:spec"]]
    case "status" where definition.storage == BuiltIn.deployments.storage: [["f:spec"], ["f:metadata", "f:labels"]]
    case "status" where definition.storage == BuiltIn.pods.storage:
      [["f:spec"], ["f:metadata", "f:deletionTimestamp"], ["f:metadata", "f:ownerReferences"]]
    case "status": [["f:spec"]]
    default: []
    }
  }
}

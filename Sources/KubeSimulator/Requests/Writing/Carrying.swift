import KubeCore

/// What an update leaves as it is stored, whatever the client sends.
enum Carrying {
  /// - Returns: the new object with all from the old one that the client cannot set through this resource or subresource.
  static func take(from old: JSONValue, into proposed: JSONValue, _ context: WriteContext) -> JSONValue {
    var new = proposed
    if context.definition.storage == BuiltIn.signingRequests.storage {
      new = SigningRequestFields.take(from: old, into: proposed, context)
    } else if context.subresource == "status" {
      new = old
      new["status"] = proposed["status"]
      new["metadata"] = statusMetadata(proposed, old, context.definition)
      if context.definition.storage == BuiltIn.pods.storage { takePodStatus(from: old, into: &new) }
    } else if let part = podParts[context.subresource ?? ""] {
      new = part(proposed, old)
    } else if context.definition.hasStatus {
      new["status"] = old["status"]
    }
    for field in ["name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion"] {
      new[["metadata", field]] = old.metadata[field]
    }
    if let time = old.metadata["deletionTimestamp"] { new[["metadata", "deletionTimestamp"]] = time }
    if let grace = old.metadata["deletionGracePeriodSeconds"], new.metadata["deletionGracePeriodSeconds"] == nil {
      new[["metadata", "deletionGracePeriodSeconds"]] = grace
    }
    new[["metadata", "selfLink"]] = nil
    if context.definition.storage == BuiltIn.namespaces.storage, context.subresource != "finalize" {
      new[["spec", "finalizers"]] = old["spec"]?["finalizers"]
    }
    return new
  }

  private typealias Part = @Sendable (_ proposed: JSONValue, _ old: JSONValue) -> JSONValue

  /// The subresources through which a part of a pod is changed.
  private static let podParts: [String: Part] = [
    "ephemeralcontainers": { proposed, old in
      var new = pod(old, owned: proposed)
      new[["spec", "ephemeralContainers"]] = proposed["spec"]?["ephemeralContainers"]
      return new
    },
    "resize": { proposed, old in
      var new = pod(old, owned: proposed)
      for list in ["containers", "initContainers"] {
        let (given, known) = (proposed["spec"]?[list]?.elements ?? [], old["spec"]?[list]?.elements ?? [])
        // What is added, left out or renamed is for the rules to refuse.
        guard given.map(\.memberName) == known.map(\.memberName) else { return proposed }
        let sized = zip(known, given).map { old, new in
          var container = old
          for field in ["resources", "resizePolicy"] { container[field] = new[field] }
          return container
        }
        if !sized.isEmpty { new[["spec", list]] = .array(sized) }
      }
      return new
    },
  ]

  private static func pod(_ old: JSONValue, owned proposed: JSONValue) -> JSONValue {
    var new = old
    new[["metadata", "managedFields"]] = proposed.metadata["managedFields"]
    return new
  }

  /// Kinds differ in how much of the metadata their status subresource lets through.
  private static func statusMetadata(
    _ proposed: JSONValue, _ old: JSONValue, _ definition: ResourceDefinition
  ) -> JSONValue {
    if definition.isCustom || definition.type.group == "flowcontrol.apiserver.k8s.io" {
      var metadata = old.metadata
      metadata["managedFields"] = proposed.metadata["managedFields"]
      return metadata
    }
    let kept: [String]
    switch definition.storage {
    case "admissionregistration.k8s.io/validatingadmissionpolicies", "networking.k8s.io/servicecidrs",
      "resource.k8s.io/resourceclaims", "storage.k8s.io/volumeattachments":
      kept = ["labels", "annotations", "finalizers", "ownerReferences", "deletionTimestamp"]
    case BuiltIn.deployments.storage: kept = ["labels"]
    case BuiltIn.pods.storage: kept = ["ownerReferences", "deletionTimestamp"]
    default: kept = []
    }
    var metadata = proposed.metadata
    for field in kept { metadata[field] = old.metadata[field] }
    return metadata
  }

  private static func takePodStatus(from old: JSONValue, into new: inout JSONValue) {
    if new["status"]?["qosClass"]?.string?.isEmpty != false {
      new[["status", "qosClass"]] = old["status"]?["qosClass"]
    }
  }
}

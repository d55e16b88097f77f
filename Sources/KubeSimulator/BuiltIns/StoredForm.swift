import KubeCore

/// How objects are seen through a version or group other than the one in which they are stored.
enum StoredForm {
  /// An object in the form of the given type.
  static func view(_ object: JSONValue, as type: ResourceType) -> JSONValue {
    type.group == "autoscaling" ? AutoscalerForm.view(object, as: type) : EventForm.view(object, as: type)
  }

  /// An object in the form in which it is stored.
  static func stored(_ object: JSONValue, of type: ResourceType) -> JSONValue {
    type.group == "autoscaling" ? AutoscalerForm.stored(object, of: type) : EventForm.stored(object, of: type)
  }

  /// The definition by which stored objects of a resource are completed and judged.
  static func definition(of definition: ResourceDefinition) -> ResourceDefinition {
    definition.type.group == "autoscaling" ? BuiltIn.autoscalers : definition
  }
}

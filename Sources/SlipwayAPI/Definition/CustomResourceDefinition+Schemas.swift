extension CustomResourceDefinition {
  static var modelDeploymentSchema: Schema {
    var schema = object(
      "A model, how it runs and how it changes.", spec: ModelDeploymentSpec.schema, "What is wanted.",
      status: ModelDeploymentStatus.schema, "What is true, as the operator last saw it.")
    schema.rules = [
      Schema.Rule(
        "size(self.metadata.name) <= \(Validation.longestName) && "
          + "self.metadata.name.matches('\(Validation.serviceName)')", "metadata.name \(Validation.nameMessage)")
    ]
    return schema
  }

  static var rolloutRequestSchema: Schema {
    var spec = RolloutRequestSpec.schema
    spec.rules = [Schema.Rule("self == oldSelf", "must not be changed: make another request")]
    return object(
      "A verb that a person asks of a rollout.", spec: spec, "What is asked for.",
      status: RolloutRequestStatus.schema, "What came of it.")
  }

  static var rolloutPolicySchema: Schema {
    object(
      "Defaults and guard rails for the rollouts of the namespaces that it selects.", spec: RolloutPolicySpec.schema,
      "What is demanded.")
  }

  /// The schema of a whole object.
  ///
  /// `metadata` is the API server's own, and is only named.
  private static func object(
    _ description: String, spec: Schema, _ specText: String, status: Schema? = nil, _ statusText: String = ""
  ) -> Schema {
    var schema = Schema(.object)
    schema.description = description
    schema.properties = [
      Schema.Property(name: "apiVersion", schema: typeName("The version of the kind."), isRequired: false),
      Schema.Property(name: "kind", schema: typeName("The kind of the object."), isRequired: false),
      Schema.Property(name: "metadata", schema: Schema(.object), isRequired: false),
      Schema.Property(name: "spec", schema: described(spec, specText), isRequired: true),
    ]
    if let status {
      schema.properties.append(
        Schema.Property(name: "status", schema: described(status, statusText), isRequired: false))
    }
    return schema
  }

  private static func typeName(_ description: String) -> Schema { described(Schema(.string), description) }

  private static func described(_ schema: Schema, _ description: String) -> Schema {
    var schema = schema
    schema.description = description
    return schema
  }
}

public import KubeCore

/// One arm of an A/B test.
///
/// The fields are described in `fields`, from which the definition is made.
public struct TestArm: Sendable, Hashable {
  public var name: String = ""
  public var model: ArmModel?
  public var env: [EnvironmentVariable] = []
  public var weight: BasisPoints = .zero
  public var match: [RequestMatch] = []
  public var scale: CandidateScale?

  public init() {}
}

extension TestArm: FieldObject {
  static let rules = [Schema.Rule("has(self.weight) || has(self.match)", "must have a `weight` or a `match`")]

  static let fields: [Field<TestArm>] = [
    Field(
      "name", \.name,
      "The name of the arm: lower-case letters, digits and dashes.",
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 32, [.serviceName]) },
    Field(
      "model", \.model,
      "What is different in `spec.model`. An arm with neither this nor `env` runs what the spec asks for."),
    Field(
      "env", \.env,
      "Environment variables over those of `spec.runtime`."
    ) { $0 = .array(of: EnvironmentVariable.schema, maxCount: 32, listType: .map(key: "name")) },
    Field(
      "weight", \.weight,
      "The share of the traffic that the arm gets."),
    Field(
      "match", \.match,
      "Requests that go to this arm whatever the weights are: those that match every element."
    ) { $0 = .array(of: RequestMatch.schema, maxCount: 8) },
    Field(
      "scale", \.scale,
      """
      How many replicas the arm has at least. As many as its weight needs when absent, and all for an arm that has a \
      `match` and no weight.
      """),
  ]
}

extension TestArm {
  public init(name: String, uri: String? = nil, weight: BasisPoints = .zero) {
    (self.name, self.weight) = (name, weight)
    model = uri.map { uri in
      var model = ArmModel()
      model.uri = uri
      return model
    }
  }

  /// Whether the arm runs exactly what the spec asks for.
  public var isOfTheSpec: Bool { model == nil && env.isEmpty }

  /// The spec that the arm runs.
  public func overlay(_ spec: ModelDeploymentSpec) -> ModelDeploymentSpec {
    var spec = spec
    if let model { spec.model.uri = model.uri }
    let own = Set(env.map(\.name))
    spec.runtime.env = spec.runtime.env.filter { !own.contains($0.name) } + env
    return spec
  }

  /// The spec that the arm runs, as the revision is named by it.
  ///
  /// - Parameter spec: the JSON of the deployment's own.
  /// - Returns: the same with what is different laid over it.
  public func overlay(_ spec: JSONValue) -> JSONValue {
    var spec = spec
    if let model { spec[["model", "uri"]] = .string(model.uri) }
    guard !env.isEmpty else { return spec }
    let own = Set(env.map(\.name))
    let kept = (spec["runtime"]?["env"]?.array ?? []).filter { !own.contains($0["name"]?.string ?? "") }
    spec[["runtime", "env"]] = .array(kept + env.compactMap(\.written))
    return spec
  }
}

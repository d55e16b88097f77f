import KubeCore

extension LabelSelector: FieldObject {
  init() { self.init(matchLabels: nil) }

  static let fields: [Field<LabelSelector>] = [
    Field(
      "matchLabels", \.matchLabels,
      "Labels with the values that they must have."
    ) { $0 = .map(of: .string(maxLength: 63), maxCount: 32) },
    Field(
      "matchExpressions", \.matchExpressions,
      "Requirements that must all hold."
    ) { $0 = .array(of: LabelSelector.Requirement.schema, maxCount: 32) },
  ]
}

extension LabelSelector.Requirement: FieldObject {
  static let fields: [Field<LabelSelector.Requirement>] = [
    Field("key", \.key, "The name of the label.", required: true) { ($0.minLength, $0.maxLength) = (1, 317) },
    Field("operator", \.operator, "How it is compared with `values`.", required: true),
    Field(
      "values", \.values,
      "The values of `In` and `NotIn`."
    ) { $0 = .array(of: .string(maxLength: 63), maxCount: 64) },
  ]

  init() { self.init(key: "", operator: .exists) }
}

extension LabelSelector.Requirement.Operator: FieldChoice {
  static let choices: [LabelSelector.Requirement.Operator] = [.in, .notIn, .exists, .doesNotExist]
}

import KubeCore

extension Condition: FieldObject {
  static let omitsDefaults = false

  static let fields: [Field<Condition>] = [
    Field("type", \.type, "The aspect that the condition speaks of.", required: true) { $0.maxLength = 316 },
    Field("status", \.status, "Whether it holds.", required: true),
    Field("observedGeneration", \.observedGeneration, "The generation of the spec that the condition speaks of."),
    Field("lastTransitionTime", \.lastTransitionTime, "When the status last changed."),
    Field("reason", \.reason, "Why, in one word.") { $0.maxLength = 1_024 },
    Field("message", \.message, "Why, for people.") { $0.maxLength = 32_768 },
  ]

  init() { self.init(type: "", status: .unknown) }
}

extension Condition.State: FieldChoice {
  static let choices: [Condition.State] = [.true, .false, .unknown]
}

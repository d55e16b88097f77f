/// A stretch of time that comes again and again.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutWindow: Sendable, Hashable {
  /// What a window is for.
  public enum Effect: String, Sendable, Hashable, CaseIterable {
    case allow = "Allow"
    case deny = "Deny"
  }

  public var effect: Effect = .allow
  public var schedule: CronSchedule = .daily
  public var length: TimeSpan = .hours(8)
  public var timeZone: String = "UTC"

  public init() {}

  /// The longest window: beyond a week it would be open for good.
  public static let longest = TimeSpan.hours(7 * 24)
}

extension RolloutWindow.Effect: FieldChoice {}

extension RolloutWindow: FieldObject {
  static let fields: [Field<RolloutWindow>] = [
    Field(
      "effect", \.effect,
      "Whether rollouts are allowed or denied within it."),
    Field(
      "schedule", \.schedule,
      """
      When it opens: minute, hour, day of the month, month and day of the week, as in `crontab`, such as \
      `0 9 * * MON-THU`.
      """,
      required: true),
    Field(
      "for", \.length,
      "How long it stays open, at most 168h."
    ) {
      $0.rules = [
        Schema.Rule(
          "duration(self) >= duration('1m') && duration(self) <= duration('\(longest.text)')",
          "must be between 1m and 168h")
      ]
    },
    Field(
      "timeZone", \.timeZone,
      "The time zone of the schedule by its name, such as `Europe/Berlin`."
    ) { ($0.minLength, $0.maxLength) = (1, 64) },
  ]
}

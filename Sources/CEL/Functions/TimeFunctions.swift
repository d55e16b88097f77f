/// The parts of timestamps and durations.
enum TimeFunctions {
  private struct Accessor: Sendable {
    var function: String
    var id: String
    var value: @Sendable (CivilTime, TimestampValue) -> Int64
  }

  static let overloads: [Overload] = timestamps + durations

  private static let timestamps: [Overload] = [
    Accessor(function: "getFullYear", id: "timestamp_to_year") { time, _ in time.year },
    Accessor(function: "getMonth", id: "timestamp_to_month") { time, _ in time.month - 1 },
    Accessor(function: "getDayOfYear", id: "timestamp_to_day_of_year") { time, _ in time.dayOfYear },
    Accessor(function: "getDayOfMonth", id: "timestamp_to_day_of_month") { time, _ in time.day - 1 },
    Accessor(function: "getDate", id: "timestamp_to_day_of_month_1_based") { time, _ in time.day },
    Accessor(function: "getDayOfWeek", id: "timestamp_to_day_of_week") { time, _ in time.dayOfWeek },
    Accessor(function: "getHours", id: "timestamp_to_hours") { time, _ in time.hour },
    Accessor(function: "getMinutes", id: "timestamp_to_minutes") { time, _ in time.minute },
    Accessor(function: "getSeconds", id: "timestamp_to_seconds_tz") { time, _ in time.second },
    Accessor(function: "getMilliseconds", id: "timestamp_to_milliseconds") { $1.nanoseconds / 1_000_000 },
  ].flatMap { accessor in
    [
      Overload.member(accessor.function, accessor.id, [.timestamp], .int) { arguments in
        let time = try arguments.timestamp(0)
        return .int(accessor.value(CivilTime(seconds: time.seconds), time))
      },
      Overload.member(accessor.function, accessor.id + "_with_tz", [.timestamp, .string], .int) { arguments in
        let time = try arguments.timestamp(0)
        let offset = try TimeZones.offset(of: arguments.string(1), at: time.seconds)
        return .int(accessor.value(CivilTime(seconds: time.seconds + offset), time))
      },
    ]
  }

  private static let durations: [Overload] = [
    ("getHours", "duration_to_hours", Int64(3_600_000_000_000)), ("getMinutes", "duration_to_minutes", 60_000_000_000),
    ("getSeconds", "duration_to_seconds", 1_000_000_000), ("getMilliseconds", "duration_to_milliseconds", 1_000_000),
  ].map { function, id, unit in
    Overload.member(function, id, [.duration], .int) { .int(try $0.duration(0) / unit) }
  }
}

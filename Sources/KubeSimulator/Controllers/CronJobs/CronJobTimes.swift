import KubeCore

/// Which of its times a cron job has met, and when the next one is.
///
/// Source of the rules: `mostRecentScheduleTime` of the controller of Kubernetes 1.36.
struct CronJobTimes: Sendable {
  struct Recent: Sendable, Hashable {
    /// Since when times count.
    var since: Timestamp
    /// The last time that has come; `nil` when none has.
    var time: Timestamp?
    var missed: Int64 = 0
  }

  /// There is less than a second between two times, or none at all.
  struct Impossible: Error {
    static let text = "time difference between two schedules is less than 1 second"
  }

  /// More missed times than these are warned of.
  static let manyMissed: Int64 = 100
  static let warning =
    "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew"
  /// The controller looks a little later than the time, since clocks differ.
  private static let delay: Duration = .milliseconds(100)

  private let cronJob: JSONValue
  private let schedule: CronSchedule
  private let zone: SimulatedCluster.ZoneOffset
  private let now: Timestamp

  init(
    _ cronJob: JSONValue, _ schedule: CronSchedule, zone: @escaping SimulatedCluster.ZoneOffset, now: Timestamp
  ) {
    (self.cronJob, self.schedule, self.zone, self.now) = (cronJob, schedule, zone, now)
  }

  /// - Parameter heedsDeadline: whether times that are too long ago do not count.
  func recent(heedsDeadline: Bool) throws(Impossible) -> Recent {
    var recent = Recent(since: earliest)
    if heedsDeadline, let seconds = deadline { recent.since = max(recent.since, now + .seconds(-seconds)) }
    guard let first = next(after: recent.since) else { throw Impossible() }
    guard first <= now else { return recent }
    guard let second = next(after: first) else { throw Impossible() }
    guard second <= now else {
      recent.time = first
      return recent
    }
    let interval = max(1, second.seconds - first.seconds)
    recent.missed = (now - first).components.seconds / interval + 1
    var last = Timestamp(seconds: first.seconds + (recent.missed - 2) * interval)
    while let time = next(after: last), time <= now {
      recent.time = time
      last = time
    }
    return recent
  }

  /// When the controller is to look next.
  var nextLook: Timestamp? {
    var base = now
    if let recent = try? recent(heedsDeadline: false) {
      base = recent.time ?? (recent.missed == 0 ? recent.since : now)
    }
    return next(after: base).map { $0 + Self.delay }
  }

  /// Whether a time is so long ago that its job is not started any more.
  func isTooLate(_ time: Timestamp) -> Bool { deadline.map { time + .seconds($0) < now } ?? false }

  private var deadline: Int64? { cronJob["spec"]?["startingDeadlineSeconds"]?.integer }

  private var earliest: Timestamp {
    let last = cronJob["status"]?["lastScheduleTime"]?.string.flatMap { Timestamp($0) }
    return last ?? cronJob.creationTime ?? now
  }

  private func next(after time: Timestamp) -> Timestamp? { schedule.next(after: time, zone: zone) }
}

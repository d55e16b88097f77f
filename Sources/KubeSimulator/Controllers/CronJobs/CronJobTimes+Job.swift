import KubeCore

extension CronJobTimes {
  private static let annotation = "batch.kubernetes.io/cronjob-scheduled-timestamp"

  /// A name for each minute, so that no time has two jobs.
  static func jobName(_ cronJob: JSONValue, _ time: Timestamp) -> String { "\(cronJob.name)-\(time.seconds / 60)" }

  /// The job of a time.
  ///
  /// - Parameter offset: how many seconds the clocks of the cron job's zone are ahead of UTC then.
  static func job(of cronJob: JSONValue, at time: Timestamp, offset: Int64) -> JSONValue {
    let template = cronJob["spec"]?["jobTemplate"]
    var annotations = template?["metadata"]?["annotations"]?.stringMap ?? [:]
    annotations[annotation] = time.text(offset: offset)
    var metadata: JSONObject = [
      "name": .string(jobName(cronJob, time)), "namespace": .string(cronJob.namespace ?? ""),
      "annotations": .init(annotations),
      "ownerReferences": [SimulatedCluster.controllerReference(cronJob, BuiltIn.cronJobs)],
    ]
    metadata["labels"] = template?["metadata"]?["labels"]
    return ["metadata": .object(metadata), "spec": template?["spec"] ?? [:]]
  }
}

extension Timestamp {
  /// RFC 3339 text in a zone.
  fileprivate func text(offset: Int64) -> String {
    guard offset != 0 else { return wholeSeconds.text }
    func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = abs(offset) / 60
    return Timestamp(seconds: seconds + offset).text.dropLast() + (offset < 0 ? "-" : "+")
      + "\(pad(minutes / 60)):\(pad(minutes % 60))"
  }

  /// A time in UTC as messages of mail have it (RFC 1123): `Tue, 10 Nov 2026 23:00:00 +0000`.
  var mailText: String {
    let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let date = ZoneClock(self, offset: 0)
    let clock = wholeSeconds.text.dropFirst(11).dropLast()
    return "\(names[date.weekday]), \(date.day < 10 ? "0" : "")\(date.day) \(months[date.month - 1]) \(date.year) "
      + "\(clock) +0000"
  }
}

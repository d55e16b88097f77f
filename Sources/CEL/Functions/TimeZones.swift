/// Offsets from UTC by their names.
///
/// The zone database is a matter of the machine; a pure evaluator knows `UTC`, fixed offsets like `-07:00`, and the
/// fixed zones of the database, and answers like a server without a database for everything else.
enum TimeZones {
  /// Seconds east of UTC.
  static func offset(of name: String, at seconds: Int64) throws(EvaluationError) -> Int64 {
    if name.isEmpty || name == "UTC" || name == "Etc/UTC" || name == "GMT" { return 0 }
    guard let colon = name.firstIndex(of: ":") else { return try fixed(name) }
    guard let hours = Int64(name[..<colon]), let minutes = Int64(name[name.index(after: colon)...]) else {
      let part = Int64(name[..<colon]) == nil ? name[..<colon] : name[name.index(after: colon)...]
      throw EvaluationError("strconv.Atoi: parsing \(GoText.quoted(String(part))): invalid syntax")
    }
    guard abs(hours) < 100_000, abs(minutes) < 100_000 else { throw .timestampOverflow }
    return hours * 3600 + (name.hasPrefix("-") ? -minutes : minutes) * 60
  }

  /// `Etc/GMT+5` is five hours west.
  private static func fixed(_ name: String) throws(EvaluationError) -> Int64 {
    let prefix = "Etc/GMT"
    if name.hasPrefix(prefix), let hours = Int64(name.dropFirst(prefix.count)), (-14...12).contains(hours) {
      return -hours * 3600
    }
    throw EvaluationError("unknown time zone \(name)")
  }
}

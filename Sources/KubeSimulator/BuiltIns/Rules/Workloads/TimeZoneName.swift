/// The names of time zones that a server knows by its copy of the IANA database.
enum TimeZoneName {
  /// The database itself is not at hand: a name counts as known when it has the form of one.
  static func isKnown(_ name: String) -> Bool {
    if ["UTC", "GMT", "Zulu", "Universal", "Greenwich", "UCT"].contains(name) { return true }
    let area = name.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
    return name.contains("/") ? areas.contains(area) : plain.contains(name)
  }

  /// How many seconds the clocks of a zone that never changes are ahead of UTC; `Etc/GMT+5` is five hours behind.
  static func fixedOffset(_ name: String) -> Int64? {
    let plain = name.hasPrefix("Etc/") ? String(name.dropFirst(4)) : name
    if ["UTC", "GMT", "Zulu", "Universal", "Greenwich", "UCT", "GMT0", "GMT+0", "GMT-0"].contains(plain) { return 0 }
    guard name.hasPrefix("Etc/GMT"), let hours = Int64(name.dropFirst(7)), (-14...12).contains(hours) else {
      return nil
    }
    return -hours * 3600
  }

  private static let areas: Set = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile", "Etc",
    "Europe", "Indian", "Mexico", "Pacific", "US",
  ]
  private static let plain: Set = [
    "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "Hongkong", "HST", "Iceland",
    "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo",
    "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "W-SU", "WET",
  ]
}

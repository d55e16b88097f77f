/// The names of time zones that a server knows by its copy of the IANA database.
enum TimeZoneName {
  /// The database itself is not at hand: a name counts as known when it has the form of one.
  static func isKnown(_ name: String) -> Bool {
    if ["UTC", "GMT", "Zulu", "Universal", "Greenwich", "UCT"].contains(name) { return true }
    let area = name.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
    return name.contains("/") ? areas.contains(area) : plain.contains(name)
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

import KubeCore

/// One column of a table: how it is described and what stands in it.
struct TableColumn: Sendable {
  var name: String
  var type = "string"
  var format = ""
  var description: String
  /// 0 is always shown, anything above with `-o wide` only.
  var priority: Int64 = 0
  var cell: @Sendable (_ object: JSONValue, _ now: Timestamp) -> JSONValue

  var definition: JSONValue {
    [
      "name": .string(name), "type": .string(type), "format": .string(format), "description": .string(description),
      "priority": .integer(priority),
    ]
  }

  /// How long ago a time was, as kubectl writes it.
  static func age(_ time: String?, _ now: Timestamp) -> JSONValue {
    guard let time = time.flatMap({ Timestamp($0) }) else { return "<unknown>" }
    return .string(HumanDuration.text(now - time))
  }
}

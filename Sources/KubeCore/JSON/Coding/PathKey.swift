/// One step of the path to a value: a member's name or an element's position.
struct PathKey: CodingKey {
  var stringValue: String
  var intValue: Int?

  init(_ name: String) { stringValue = name }

  init(_ position: Int) {
    stringValue = "[\(position)]"
    intValue = position
  }

  init(stringValue: String) { self.init(stringValue) }
  init(intValue: Int) { self.init(intValue) }
}

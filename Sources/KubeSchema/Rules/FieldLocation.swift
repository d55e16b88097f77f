/// Where a value stands in an object, as errors name it.
struct FieldLocation {
  private(set) var text = ""

  /// The name of the place; that of the whole object is odd, but the server's.
  var name: String { text.isEmpty ? "<nil>" : text }

  func child(_ member: String) -> FieldLocation { FieldLocation(text: text.isEmpty ? member : "\(text).\(member)") }
  func key(_ key: String) -> FieldLocation { FieldLocation(text: "\(text)[\(key)]") }
  func index(_ position: Int) -> FieldLocation { FieldLocation(text: "\(text)[\(position)]") }
}

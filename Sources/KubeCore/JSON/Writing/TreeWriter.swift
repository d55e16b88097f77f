/// The writer itself: one pass over the tree.
struct TreeWriter: ~Copyable {
  var output = ByteOutput()
  private let style: JSONWriter.Style

  init(style: JSONWriter.Style) { self.style = style }

  mutating func append(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: output.append("null" as StaticString)
    case .bool(let bool): output.append(bool ? "true" : "false" as StaticString)
    case .integer(let integer): output.append(integer)
    case .double(let double): append(double)
    case .number(let number): output.append(number.text)
    case .string(let string): append(quoted: string)
    case .array(let array): append(array, depth: depth)
    case .object(let object): append(object, depth: depth)
    }
  }

  private mutating func append(_ array: [JSONValue], depth: Int) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for element in array {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      breakLine(depth + 1)
      append(element, depth: depth + 1)
    }
    if !isFirst { breakLine(depth) }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ object: JSONObject, depth: Int) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    func append(_ member: JSONObject.Element, _ writer: inout TreeWriter) {
      if !isFirst { writer.output.append(UInt8(ascii: ",")) }
      isFirst = false
      writer.breakLine(depth + 1)
      writer.append(quoted: member.key)
      writer.output.append(UInt8(ascii: ":"))
      if writer.style == .pretty { writer.output.append(UInt8(ascii: " ")) }
      writer.append(member.value, depth: depth + 1)
    }
    if style == .canonical {
      for member in object.sorted(by: { $0.key.precedesByBytes($1.key) }) { append(member, &self) }
    } else {
      for member in object { append(member, &self) }
    }
    if !isFirst { breakLine(depth) }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func breakLine(_ depth: Int) {
    guard style == .pretty else { return }
    output.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { output.append("  " as StaticString) }
  }

  private mutating func append(_ double: Double) {
    guard double.isFinite else { return output.append("null" as StaticString) }
    // A whole double is written as an integer, so that a value that came in as 3.0 compares equal to what an API server
    // keeps.
    if let integer = Int64(exactly: double), abs(double) < 1e15 { return output.append(integer) }
    output.append("\(double)")
  }

  private mutating func append(quoted string: String) {
    output.append(UInt8(ascii: "\""))
    let isDone: Void? = string.utf8.withContiguousStorageIfAvailable { output.append(escaping: $0) }
    if isDone == nil {
      let bytes = Array(string.utf8)
      bytes.withUnsafeBufferPointer { output.append(escaping: $0) }
    }
    output.append(UInt8(ascii: "\""))
  }
}

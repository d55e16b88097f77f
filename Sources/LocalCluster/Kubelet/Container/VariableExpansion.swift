/// Expands `$(NAME)` in commands, arguments and values as Kubernetes defines it.
///
/// A name that is not known stays as it is written, `$$` stands for one `$`, so that `$$(NAME)` gives the literal text
/// `$(NAME)`, and anything else after a `$` is left alone. Source: the API reference of `Container.command`.
enum VariableExpansion {
  static func expand(_ text: String, _ variables: [String: String]) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$"), let next = rest.first else {
        result.append(byte)
        continue
      }
      if next == UInt8(ascii: "$") {
        rest.removeFirst()
        result.append(byte)
      } else if next == UInt8(ascii: "("), let end = rest.firstIndex(of: UInt8(ascii: ")")) {
        let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        result.append(contentsOf: (variables[name] ?? "$(\(name))").utf8)
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

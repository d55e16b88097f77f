import KubeCore

/// One block of PEM: what it says that it is, and its bytes.
struct PEMBlock: Sendable, Hashable {
  var type: String
  var bytes: [UInt8]

  /// The blocks of a text, in order; what stands between them does not count.
  static func all(in bytes: [UInt8]) -> [PEMBlock] {
    var blocks: [PEMBlock] = []
    var open: (type: String, text: String)?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init) {
      if let type = name(line, "BEGIN") {
        open = (type, "")
      } else if let block = open, name(line, "END") == block.type {
        if let bytes = Base64.decode(block.text) { blocks.append(PEMBlock(type: block.type, bytes: bytes)) }
        open = nil
      } else {
        open?.text += line.filter { !$0.isWhitespace }
      }
    }
    return blocks
  }

  private static func name(_ line: String, _ word: String) -> String? {
    let (head, tail) = ("-----\(word) ", "-----")
    guard line.hasPrefix(head), line.hasSuffix(tail), line.count > head.count + tail.count else { return nil }
    return String(line.dropFirst(head.count).dropLast(tail.count))
  }
}

import SlipwayAPI
import Testing

@testable import Generators

@Suite struct HCLWriterTests {
  /// Reads a quoted string back by the rules of the language; `nil` for one that is none, or that is a template.
  private func read(_ text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    guard scalars.count >= 2, scalars.removeFirst() == "\"", scalars.removeLast() == "\"" else { return nil }
    var result = String.UnicodeScalarView()
    var position = 0
    func digits(_ count: Int) -> Unicode.Scalar? {
      guard position + 1 + count <= scalars.count else { return nil }
      let text = String(String.UnicodeScalarView(scalars[(position + 1)..<(position + 1 + count)]))
      return UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
    }
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case "\"", "\n", "\r": return nil
      case "$", "%":
        if position + 2 < scalars.count, scalars[position + 1] == scalar, scalars[position + 2] == "{" {
          result.append(contentsOf: [scalar, "{"])
          position += 2
        } else if position + 1 < scalars.count, scalars[position + 1] == "{" {
          return nil
        } else {
          result.append(scalar)
        }
      case "\\":
        position += 1
        guard position < scalars.count else { return nil }
        switch scalars[position] {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "\"", "\\": result.append(scalars[position])
        case "u":
          guard let value = digits(4) else { return nil }
          result.append(value)
          position += 4
        case "U":
          guard let value = digits(8) else { return nil }
          result.append(value)
          position += 8
        default: return nil
        }
      default: result.append(scalar)
      }
      position += 1
    }
    return String(result)
  }

  @Test("strings come back as they were", arguments: HostileTexts.all + ["$${x}", "%%{x}", "$$${x}", "${", "a${b}%{c}"])
  func strings(text: String) {
    #expect(read(HCLWriter.quoted(text)).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
  }

  @Test func attributesStandInLine() {
    let block = HCLBlock(
      kind: "resource", labels: ["a", "b"],
      attributes: [("x", .number(1)), ("long_name", .expression("var.y")), ("m", .object([("k", .bool(true)), ("a.b", .list([]))]))],
      blocks: [HCLBlock(kind: "set", attributes: [("n", .string("v"))])])
    #expect(
      HCLWriter.write([block]) == """
        resource "a" "b" {
          x         = 1
          long_name = var.y
          m = {
            k     = true
            "a.b" = []
          }

          set {
            n = "v"
          }
        }

        """)
  }
}

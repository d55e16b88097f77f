import KubeCore
import Testing

struct HexadecimalTests {
  @Test("each byte has two digits", arguments: [([], ""), ([0, 9, 15, 16, 255], "00090f10ff")] as [([UInt8], String)])
  func text(bytes: [UInt8], text: String) {
    #expect(bytes.hexadecimal == text)
    #expect(bytes[...].hexadecimal == text)
  }
}

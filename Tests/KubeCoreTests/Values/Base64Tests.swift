import KubeCore
import Testing

struct Base64Tests {
  /// The vectors of RFC 4648, section 10, and two of all bits.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func vectors(plain: String, text: String) {
    #expect(Base64.encode(Array(plain.utf8)) == text)
    #expect(Base64.decode(text) == Array(plain.utf8))
  }

  @Test func allBytes() {
    let bytes = (0...255).map { UInt8($0) }
    for length in 250...256 {
      let part = Array(bytes.suffix(length))
      #expect(Base64.decode(Base64.encode(part)) == part)
    }
    #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == "+//+")
    #expect(Base64.decode("Zm9v\nYmFy\r\n") == Array("foobar".utf8))
  }

  @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "Zm9v!A==", "Zg==Zg==", "====", "Zg-_"])
  func whatIsNone(text: String) { #expect(Base64.decode(text) == nil) }
}

/// Numbers as text that spells no words and reads well in names.
///
/// Source: `rand.SafeEncodeString` of Kubernetes' `apimachinery`.
enum SafeName {
  private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")

  static func encode(_ number: UInt32) -> String {
    String(String(number).map { digit in alphabet[Int(digit.asciiValue ?? 0) % alphabet.count] })
  }
}

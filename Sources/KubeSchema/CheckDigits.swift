import CEL

/// Numbers whose last digit is a sum of the others: those of credit cards and of books.
enum CheckDigits {
  private static let card = try? RegularExpression(
    #"^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|"#
      + #"3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$"#)

  /// Whether the digits in a text are those of a credit card.
  static func isCard(_ text: String) -> Bool {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard card?.matches(digits) == true else { return false }
    let sum = digits.reversed().compactMap(\.wholeNumberValue).enumerated().reduce(0) { sum, digit in
      let value = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }

  /// Whether a text is the number of a book, with spaces and dashes anywhere.
  static func isBook(_ text: String, digits count: Int) -> Bool {
    let characters = Array(text.filter { !$0.isWhitespace && $0 != "-" })
    let values = characters.enumerated().compactMap { position, character in
      character == "X" && count == 10 && position == 9 ? 10 : character.isASCII ? character.wholeNumberValue : nil
    }
    guard values.count == count, characters.count == count else { return false }
    if count == 10 {
      return values.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } % 11 == 0
    }
    return values.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? 1 : 3) * $1.element } % 10 == 0
  }
}

/// Searches in text by code points and bytes, without regard to what looks the same.
enum TextSearch {
  /// Whether one text stands in another. Linear in both.
  static func contains(_ text: String, _ part: String) -> Bool {
    first(Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  /// The position of the first occurrence at or after a position (Knuth, Morris and Pratt).
  static func first<Element: Equatable>(_ part: [Element], in text: [Element], from start: Int) -> Int? {
    guard !part.isEmpty else { return start }
    var failures = [0]
    failures.reserveCapacity(part.count)
    var length = 0
    for element in part.dropFirst() {
      while length > 0, part[length] != element { length = failures[length - 1] }
      if part[length] == element { length += 1 }
      failures.append(length)
    }
    var matched = 0
    var position = start
    while position < text.count {
      while matched > 0, part[matched] != text[position] { matched = failures[matched - 1] }
      if part[matched] == text[position] { matched += 1 }
      position += 1
      if matched == part.count { return position - matched }
    }
    return nil
  }

  /// The parts between occurrences of a separator; without one, the characters.
  static func split(_ text: String, _ separator: String, limit: Int = .max) -> [String] {
    guard limit > 0 else { return [] }
    guard limit > 1 else { return [text] }
    guard !separator.isEmpty else {
      let scalars = Array(text.unicodeScalars)
      let single = scalars.prefix(limit - 1 < scalars.count ? limit - 1 : scalars.count).map { String(Character($0)) }
      return single.count == scalars.count ? single : single + [string(scalars[single.count...])]
    }
    let bytes = Array(text.utf8)
    let part = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    while parts.count < limit - 1, let found = first(part, in: bytes, from: start) {
      parts.append(String(decoding: bytes[start..<found], as: UTF8.self))
      start = found + part.count
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// The text with occurrences of a part replaced; an empty part stands before every character and at the end.
  static func replace(_ text: String, _ part: String, _ replacement: String, limit: Int = .max) -> String {
    guard limit > 0 else { return text }
    guard part.isEmpty else {
      return split(text, part, limit: limit == .max ? limit : limit + 1).joined(separator: replacement)
    }
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count < limit { result += replacement }
      count += 1
      result.unicodeScalars.append(scalar)
    }
    return count < limit ? result + replacement : result
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

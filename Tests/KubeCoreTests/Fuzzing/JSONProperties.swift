#if canImport(KubeCore)
  @testable import KubeCore
#endif

/// What must hold for any bytes whatever. The tests check it on mutated documents, scripts/fuzz.sh on what libFuzzer finds.
enum JSONProperties {
  /// - Returns: what does not hold; `nil` when everything does.
  static func violation(_ bytes: [UInt8]) -> String? {
    let value = try? JSONParser.parse(bytes)
    if let value, let problem = roundTrip(value) { return problem }
    let batch = JSONBatchParser()
    for _ in 0..<2 where (try? batch.parse(bytes[...])) != value { return "a batch parser sees something else" }
    // The size of the chunks comes from the input, so that a finding can be repeated.
    let chunk = 1 + bytes.count / 3 + Int(bytes.first ?? 0) % 7
    if scan(bytes, chunk: chunk) != scan(bytes, chunk: max(1, bytes.count)) { return "a scanner depends on chunks" }
    if let value, let problem = list(of: bytes, value, chunk: chunk) { return problem }
    typed(bytes, value)
    return nil
  }

  private static func roundTrip(_ value: JSONValue) -> String? {
    for style in [JSONWriter.Style.compact, .canonical, .pretty] {
      let text = JSONWriter.write(value, style: style)
      guard let again = try? JSONParser.parse(text), again == value, again.hashValue == value.hashValue else {
        return "does not survive being written as \(style)"
      }
      if JSONWriter.write(again, style: style) != text { return "is written in two ways as \(style)" }
    }
    return nil
  }

  private static func scan(_ bytes: [UInt8], chunk: Int) -> [String] {
    var scanner = JSONListScanner()
    var parts: [String] = []
    do {
      for start in stride(from: 0, to: bytes.count, by: chunk) {
        scanner.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
        while let part = try scanner.next() { parts.append("\(part.key ?? "-") \(part.offset) \(Array(part.text))") }
      }
      try scanner.finish()
      parts.append("end")
    } catch {
      parts.append("\(error)")
    }
    return parts
  }

  /// A document as an element and as a member of a list comes out of it as it went in.
  private static func list(of document: [UInt8], _ value: JSONValue, chunk: Int) -> String? {
    let text = Array(#"{"a":"#.utf8) + document + Array(#","items":["#.utf8) + document + [UInt8(ascii: ",")] + document
    var scanner = JSONListScanner()
    var values: [JSONValue?] = []
    do {
      let whole = text + Array("]}".utf8)
      for start in stride(from: 0, to: whole.count, by: chunk) {
        scanner.append(Array(whole[start..<min(start + chunk, whole.count)]))
        while let part = try scanner.next() { values.append(try? JSONParser.parse(part.text)) }
      }
      try scanner.finish()
    } catch {
      return "a list of it is refused: \(error)"
    }
    return values == [value, value, value] ? nil : "a list of it holds something else"
  }

  /// Nothing to compare with: these only must not trap.
  private static func typed(_ bytes: [UInt8], _ value: JSONValue?) {
    if let value {
      do { _ = try JSONCoding.decode(ObjectMeta.self, from: value) } catch { _ = JSONCoding.explanation(of: error) }
      _ = try? JSONCoding.decode(LabelSelector.self, from: value)
      _ = MergePatch.apply(value, to: ["a": ["b": 1]])
    }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = LabelSelector(text: text)
    _ = Timestamp(text)
    _ = PercentEncoding.decode(text)
  }
}

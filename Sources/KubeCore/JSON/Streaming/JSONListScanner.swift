/// Cuts the text of a list into its parts while it arrives: the elements of its array one by one, and its other members.
///
/// A list is an object with a long array in it. What stands before and after the array, and how the text is divided into
/// chunks, does not matter. The scanner holds one chunk and one part at a time. It only looks for where parts begin and
/// end: each of them is still to be parsed, and one that turns out not to be JSON does not keep the next from being read.
public struct JSONListScanner: Sendable {
  /// A part of a list, as JSON text.
  public struct Part: Sendable, Equatable {
    /// The name of a member of the list itself; `nil` for an element of the array.
    public var key: String?
    public var text: ArraySlice<UInt8>
    /// Distance of the part in bytes from the start of the list.
    public var offset: Int
  }

  enum Phase: Sendable {
    case start, firstKey, key, colon, value, afterMember, firstElement, element, afterElement, end
  }

  private let arrayKey: String
  private let partLimit: Int
  private var phase = Phase.start
  private var key = ""

  private var chunk: [UInt8] = []
  private var position = 0
  /// Where in the list the chunk starts.
  private var chunkOffset = 0

  /// What earlier chunks held of the part that is being read.
  private var pending: [UInt8] = []
  private var nesting: JSONNesting?

  /// - Parameters:
  ///   - arrayKey: the member that holds the array.
  ///   - partLimit: the longest part that is accepted, in bytes.
  public init(arrayKey: String = "items", partLimit: Int = 16 << 20) {
    self.arrayKey = arrayKey
    self.partLimit = partLimit
  }

  /// Takes the next bytes of the list, after `next` has said that there is nothing more in those before.
  public mutating func append(_ bytes: [UInt8]) {
    chunkOffset += chunk.count
    if position < chunk.count {
      // Not asked for yet: kept, so that nothing is lost whichever way this is called.
      chunkOffset -= chunk.count - position
      chunk = Array(chunk[position...]) + bytes
    } else {
      chunk = bytes
    }
    position = 0
  }

  /// The next part that is complete; `nil` when more bytes are needed, or the list has ended.
  public mutating func next() throws(JSONParser.Failure) -> Part? {
    while let byte = nextByte() {
      switch phase {
      case .start: try expect(byte, UInt8(ascii: "{"), .firstKey, .expectedObject)
      case .firstKey where nesting == nil && byte == UInt8(ascii: "}"): moveOn(to: .end)
      case .firstKey, .key:
        guard nesting != nil || byte == UInt8(ascii: "\"") else { throw failure(.expectedKey) }
        guard let part = try part() else { return nil }
        key = try name(part)
        phase = .colon
      case .colon: try expect(byte, UInt8(ascii: ":"), .value, .expectedColon)
      case .value where nesting == nil && byte == UInt8(ascii: "[") && key == arrayKey: moveOn(to: .firstElement)
      case .value:
        guard var part = try part() else { return nil }
        part.key = key
        phase = .afterMember
        return part
      case .afterMember where byte == UInt8(ascii: ","): moveOn(to: .key)
      case .afterMember: try expect(byte, UInt8(ascii: "}"), .end, .expectedObjectEnd)
      case .firstElement where nesting == nil && byte == UInt8(ascii: "]"): moveOn(to: .afterMember)
      case .firstElement, .element:
        guard let part = try part() else { return nil }
        phase = .afterElement
        return part
      case .afterElement where byte == UInt8(ascii: ","): moveOn(to: .element)
      case .afterElement: try expect(byte, UInt8(ascii: "]"), .afterMember, .expectedArrayEnd)
      case .end: throw failure(.textAfterDocument)
      }
    }
    return nil
  }

  /// Says that no more bytes will come.
  ///
  /// - Throws: a failure when the list is not complete.
  public func finish() throws(JSONParser.Failure) {
    guard phase == .end else { throw failure(.endBeforeListEnd) }
  }
}

// MARK: - Steps

extension JSONListScanner {
  /// The byte to look at next: white space between parts is passed over, within them it belongs to them.
  private mutating func nextByte() -> UInt8? {
    while position < chunk.count {
      let byte = chunk[position]
      guard nesting == nil, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  private mutating func moveOn(to next: Phase) {
    position += 1
    phase = next
  }

  private mutating func expect(
    _ byte: UInt8, _ expected: UInt8, _ next: Phase, _ problem: JSONProblem
  ) throws(JSONParser.Failure) {
    guard byte == expected else { throw failure(problem) }
    moveOn(to: next)
  }

  /// Reads a part on from `position`; `nil` when it does not end in this chunk.
  private mutating func part() throws(JSONParser.Failure) -> Part? {
    let start = position
    var nesting = nesting ?? JSONNesting()
    let isComplete = chunk.withUnsafeBufferPointer { nesting.advance(in: $0, &position) }
    guard pending.count + position - start <= partLimit else { throw failure(.tooLarge) }
    guard isComplete else {
      self.nesting = nesting
      pending += chunk[start..<position]
      return nil
    }
    self.nesting = nil
    guard position > start || !pending.isEmpty else { throw failure(.unexpectedByte) }
    guard !pending.isEmpty else { return Part(text: chunk[start..<position], offset: chunkOffset + start) }
    let text = pending + chunk[start..<position]
    pending.removeAll()
    return Part(text: text[...], offset: chunkOffset + position - text.count)
  }

  private func name(_ part: Part) throws(JSONParser.Failure) -> String {
    do throws(JSONParser.Failure) {
      guard let name = try JSONParser.parse(part.text).string else { throw failure(.expectedKey) }
      return name
    } catch {
      throw JSONParser.Failure(offset: part.offset + error.offset, reason: error.reason)
    }
  }

  private func failure(_ problem: JSONProblem) -> JSONParser.Failure {
    JSONParser.Failure(problem, at: chunkOffset + position)
  }
}

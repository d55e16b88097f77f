/// Reads a file from the front, a window at a time, and passes over what nobody needs.
struct ByteReader {
  private static let window = 64 << 10

  let path: String
  private let files: any ModelFiles
  private let end: Int
  private var buffer: [UInt8] = []
  private var bufferStart = 0
  /// Where the next byte comes from.
  private(set) var offset: Int

  /// - Parameter range: the part that is read; beyond it there is nothing.
  init(_ files: any ModelFiles, _ path: String, range: Range<Int>? = nil) {
    (self.files, self.path) = (files, path)
    let size = files.file(path)?.size ?? 0
    end = min(range?.upperBound ?? size, size)
    offset = range?.lowerBound ?? 0
  }

  var remaining: Int { max(0, end - offset) }

  mutating func byte() throws(GeneratorError) -> UInt8 {
    guard remaining > 0 else { throw ended }
    if !(bufferStart..<bufferStart + buffer.count).contains(offset) {
      buffer = try files.bytes(of: path, from: offset, count: min(Self.window, remaining))
      bufferStart = offset
    }
    let position = offset - bufferStart
    guard buffer.indices.contains(position) else { throw ended }
    offset += 1
    return buffer[position]
  }

  mutating func bytes(_ count: Int) throws(GeneratorError) -> [UInt8] {
    guard count >= 0, count <= remaining else { throw ended }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, Self.window))
    for _ in 0..<count { bytes.append(try byte()) }
    return bytes
  }

  mutating func skip(_ count: Int) throws(GeneratorError) {
    guard count >= 0, count <= remaining else { throw ended }
    offset += count
  }

  /// A number of up to eight bytes, the lowest first.
  mutating func littleEndian(_ count: Int) throws(GeneratorError) -> Int {
    var value: UInt64 = 0
    for shift in 0..<count { value |= UInt64(try byte()) << UInt64(8 * shift) }
    guard let number = Int(exactly: value) else { throw malformed("has a length that is none") }
    return number
  }

  /// Bytes up to a line feed, without it.
  mutating func line(limit: Int = 4_096) throws(GeneratorError) -> String {
    var line: [UInt8] = []
    while remaining > 0 {
      let byte = try byte()
      if byte == 0x0A { break }
      guard line.count < limit else { throw malformed("has a line of more than \(limit) bytes") }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  var ended: GeneratorError { malformed("ends too early") }

  func malformed(_ message: String) -> GeneratorError { GeneratorError(.unreadable, path, message) }
}

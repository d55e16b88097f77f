/// The files of a zip archive that are stored as they are, by the directory at its end (APPNOTE.TXT, section 4.3).
struct ZipDirectory {
  private static let longestComment = 65_535
  private static let mostEntries = 100_000

  /// Where each file's bytes lie, by name; files that are compressed are `nil`.
  private(set) var entries: [String: Range<Int>?] = [:]

  init(_ files: any ModelFiles, _ file: ModelFile) throws(GeneratorError) {
    let tailStart = max(0, file.size - Self.longestComment - 22)
    let tail = try files.bytes(of: file.path, from: tailStart, count: file.size - tailStart)
    guard let end = Self.end(in: tail) else { throw GeneratorError(.unreadable, file.path, "is no zip archive") }
    var reader = ByteReader(files, file.path, range: (tailStart + end)..<file.size)
    try reader.skip(10)
    let count = try reader.littleEndian(2)
    try reader.skip(4)
    let start = try reader.littleEndian(4)
    guard start <= file.size else { throw reader.ended }
    var directory = ByteReader(files, file.path, range: start..<file.size)
    for _ in 0..<min(count, Self.mostEntries) { try readEntry(&directory, files, file) }
  }

  private static func end(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    return (0...(tail.count - 22)).reversed().first { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) }
  }

  private mutating func readEntry(
    _ directory: inout ByteReader, _ files: any ModelFiles, _ file: ModelFile
  ) throws(GeneratorError) {
    guard try directory.bytes(4) == [0x50, 0x4B, 1, 2] else { throw directory.malformed("has a broken directory") }
    try directory.skip(6)
    let method = try directory.littleEndian(2)
    try directory.skip(8)
    let size = try directory.littleEndian(4)
    try directory.skip(4)
    let lengths = (try directory.littleEndian(2), try directory.littleEndian(2), try directory.littleEndian(2))
    try directory.skip(8)
    let header = try directory.littleEndian(4)
    let name = String(decoding: try directory.bytes(lengths.0), as: UTF8.self)
    try directory.skip(lengths.1 + lengths.2)
    guard method == 0, header < file.size else { return entries[name] = .some(nil) }
    // The header before the bytes has extra fields of its own.
    var local = ByteReader(files, file.path, range: header..<file.size)
    try local.skip(26)
    let start = header + 30 + (try local.littleEndian(2)) + (try local.littleEndian(2))
    entries[name] = start + size <= file.size ? start..<start + size : .some(nil)
  }
}

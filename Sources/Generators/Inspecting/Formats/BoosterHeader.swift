import KubeCore

/// What the files of gradient-boosted trees say at their beginning or end.
struct BoosterHeader {
  var version: PackageVersion?
  var features: Int?
  var classes: Int?
  var objective: String?

  private static let longestJSON = 256 << 20
  private static let tail = 16 << 10

  /// LightGBM's text: `tree`, then one `name=value` a line.
  static func lightGBM(_ files: any ModelFiles, _ file: ModelFile) throws(GeneratorError) -> BoosterHeader? {
    var reader = ByteReader(files, file.path)
    guard file.size > 5, try reader.bytes(5) == Array("tree\n".utf8) else { return nil }
    var header = BoosterHeader()
    for _ in 0..<20 where reader.remaining > 0 {
      let line = try reader.line(limit: 8 << 20)
      let halves = line.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { continue }
      switch halves[0] {
      case "max_feature_idx": header.features = Int(halves[1]).map { $0 &+ 1 }
      case "num_class": header.classes = Int(halves[1])
      case "objective": header.objective = halves[1].split(separator: " ").first.map { String($0) }
      default: break
      }
    }
    return header
  }

  /// XGBoost's JSON.
  static func xgboostJSON(_ files: any ModelFiles, _ file: ModelFile) throws(GeneratorError) -> BoosterHeader? {
    guard let model = try files.json(file.path, limit: longestJSON), let learner = model["learner"] else { return nil }
    let numbers = (model["version"]?.elements ?? []).compactMap(\.integer)
    var header = BoosterHeader()
    header.version = numbers.count == 3 ? PackageVersion(numbers.map { "\($0)" }.joined(separator: ".")) : nil
    header.features = learner[["learner_model_param", "num_feature"]]?.string.flatMap { Int($0) }
    header.classes = learner[["learner_model_param", "num_class"]]?.string.flatMap { Int($0) }
    header.objective = learner[["objective", "name"]]?.string
    return header
  }

  /// XGBoost's UBJSON: what is wanted stands at its end, in the order of the alphabet.
  static func xgboostUBJSON(_ files: any ModelFiles, _ file: ModelFile) throws(GeneratorError) -> BoosterHeader? {
    var reader = ByteReader(files, file.path)
    guard file.size > 16, try reader.byte() == UInt8(ascii: "{") else { return nil }
    let start = max(0, file.size - tail)
    let bytes = try files.bytes(of: file.path, from: start, count: file.size - start)
    guard let place = UBJSONText.value(after: "version", in: bytes) else { return nil }
    var header = BoosterHeader()
    header.version = UBJSONText.version(bytes, at: place)
    header.features = UBJSONText.text(after: "num_feature", in: bytes).flatMap { Int($0) }
    header.classes = UBJSONText.text(after: "num_class", in: bytes).flatMap { Int($0) }
    return header
  }
}

/// The few values of a UBJSON document that are found by the names before them.
enum UBJSONText {
  /// Where the value of the last member of this name begins.
  static func value(after name: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(name.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).reversed().first { bytes[$0...].starts(with: wanted) }
      .map { $0 + wanted.count }
  }

  static func text(after name: String, in bytes: [UInt8]) -> String? {
    guard var place = value(after: name, in: bytes), bytes.indices.contains(place), bytes[place] == UInt8(ascii: "S")
    else { return nil }
    place += 1
    guard let count = integer(bytes, at: &place, type: nil), (0...64).contains(count), place + count <= bytes.count
    else { return nil }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  /// Three numbers in an array, whose type may stand before them.
  static func version(_ bytes: [UInt8], at place: Int) -> PackageVersion? {
    var place = place
    guard take(bytes, &place) == UInt8(ascii: "[") else { return nil }
    var type: UInt8?
    if bytes.indices.contains(place), bytes[place] == UInt8(ascii: "$") {
      place += 1
      type = take(bytes, &place)
    }
    if bytes.indices.contains(place), bytes[place] == UInt8(ascii: "#") {
      place += 1
      guard integer(bytes, at: &place, type: nil) == 3 else { return nil }
    }
    var numbers: [String] = []
    for _ in 0..<3 {
      guard let number = integer(bytes, at: &place, type: type) else { return nil }
      numbers.append("\(number)")
    }
    return PackageVersion(numbers.joined(separator: "."))
  }

  private static func take(_ bytes: [UInt8], _ place: inout Int) -> UInt8? {
    guard bytes.indices.contains(place) else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// A number, the highest byte first; its type stands before it unless it is known.
  private static func integer(_ bytes: [UInt8], at place: inout Int, type: UInt8?) -> Int? {
    guard let type = type ?? take(bytes, &place) else { return nil }
    let sizes: [UInt8: Int] = [
      UInt8(ascii: "i"): 1, UInt8(ascii: "U"): 1, UInt8(ascii: "I"): 2, UInt8(ascii: "l"): 4, UInt8(ascii: "L"): 8,
    ]
    guard let size = sizes[type] else { return nil }
    var value: UInt64 = 0
    for _ in 0..<size {
      guard let byte = take(bytes, &place) else { return nil }
      value = value << 8 | UInt64(byte)
    }
    return Int(exactly: value)
  }
}

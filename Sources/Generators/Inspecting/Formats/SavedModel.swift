/// The header of a TensorFlow SavedModel: its version, and the signature that is served (`saved_model.proto`).
struct SavedModel {
  /// What serving takes when nobody says otherwise.
  private static let servedSignature = "serving_default"

  private(set) var version: String?
  private(set) var inputs: [TensorDescription] = []
  private(set) var outputs: [TensorDescription] = []
  private let model: ProtobufReader

  init(_ files: any ModelFiles, _ path: String) throws(GeneratorError) {
    model = ProtobufReader(files, path)
    var fields = model
    var hasGraph = false
    while let (field, value) = try fields.next() {
      guard field == 2, case .bytes(let range) = value else { continue }
      hasGraph = true
      try readGraph(range)
    }
    guard hasGraph else { throw GeneratorError(.unreadable, path, "is no SavedModel: it has no graph") }
  }

  private mutating func readGraph(_ range: Range<Int>) throws(GeneratorError) {
    var fields = model.message(range)
    while let (field, value) = try fields.next() {
      guard case .bytes(let range) = value else { continue }
      switch field {
      case 1: try readInfo(range)
      case 5: try readSignature(range)
      default: break
      }
    }
  }

  private mutating func readInfo(_ range: Range<Int>) throws(GeneratorError) {
    var fields = model.message(range)
    while let (field, value) = try fields.next() {
      if field == 5, case .bytes(let range) = value { version = try model.text(range) }
    }
  }

  /// An entry of a map: a name, and a message of inputs and outputs.
  private mutating func readSignature(_ range: Range<Int>) throws(GeneratorError) {
    let (name, content) = try entry(range)
    guard name == Self.servedSignature, let content else { return }
    var fields = model.message(content)
    while let (field, value) = try fields.next() {
      guard case .bytes(let range) = value else { continue }
      if field == 1 { inputs.append(try tensor(range)) }
      if field == 2 { outputs.append(try tensor(range)) }
    }
    inputs.sort { $0.name < $1.name }
    outputs.sort { $0.name < $1.name }
  }

  private func entry(_ range: Range<Int>) throws(GeneratorError) -> (name: String, content: Range<Int>?) {
    var fields = model.message(range)
    var (name, content): (String, Range<Int>?) = ("", nil)
    while let (field, value) = try fields.next() {
      guard case .bytes(let range) = value else { continue }
      if field == 1 { name = try model.text(range) }
      if field == 2 { content = range }
    }
    return (name, content)
  }
}

// MARK: - Tensors

extension SavedModel {
  /// `DataType` of `types.proto`.
  private static let types: [UInt64: String] = [
    1: "FP32", 2: "FP64", 3: "INT32", 4: "UINT8", 5: "INT16", 6: "INT8", 7: "BYTES", 9: "INT64", 10: "BOOL", 14: "BF16",
    17: "UINT16", 19: "FP16", 22: "UINT32", 23: "UINT64",
  ]

  private func tensor(_ range: Range<Int>) throws(GeneratorError) -> TensorDescription {
    let (name, content) = try entry(range)
    var tensor = TensorDescription(name: name, datatype: "UNKNOWN", shape: [])
    guard let content else { return tensor }
    var fields = model.message(content)
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (2, .number(let number)): tensor.datatype = Self.types[number] ?? "UNKNOWN"
      case (3, .bytes(let range)): tensor.shape = try dimensions(range)
      default: break
      }
    }
    return tensor
  }

  private func dimensions(_ range: Range<Int>) throws(GeneratorError) -> [Int] {
    var fields = model.message(range)
    var shape: [Int] = []
    while let (field, value) = try fields.next() {
      guard field == 2, case .bytes(let range) = value else { continue }
      var dimension = model.message(range)
      var extent = 0
      while let (field, value) = try dimension.next() {
        if field == 1, case .number(let number) = value { extent = Int(Int64(bitPattern: number)) }
      }
      shape.append(extent)
    }
    return shape
  }
}

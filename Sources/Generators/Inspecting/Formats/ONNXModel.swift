/// The header of an ONNX model: who made it, for which operators, and what goes in and out (`onnx.proto`).
struct ONNXModel {
  private(set) var irVersion: Int?
  private(set) var opset: Int?
  private(set) var producer = ""
  private(set) var producerVersion = ""
  private(set) var inputs: [TensorDescription] = []
  private(set) var outputs: [TensorDescription] = []
  private let model: ProtobufReader

  init(_ files: any ModelFiles, _ path: String) throws(GeneratorError) {
    model = ProtobufReader(files, path)
    var fields = model
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, .number(let number)): irVersion = Int(exactly: number)
      case (2, .bytes(let range)): producer = try model.text(range)
      case (3, .bytes(let range)): producerVersion = try model.text(range)
      case (7, .bytes(let range)): try readGraph(range)
      case (8, .bytes(let range)): try readOpset(range)
      default: break
      }
    }
    guard irVersion != nil, !outputs.isEmpty else {
      throw GeneratorError(.unreadable, path, "is no ONNX model: it has no version or no outputs")
    }
  }

  private mutating func readGraph(_ range: Range<Int>) throws(GeneratorError) {
    var fields = model.message(range)
    var initializers: Set<String> = []
    while let (field, value) = try fields.next() {
      guard case .bytes(let range) = value else { continue }
      switch field {
      case 5: initializers.insert(try text(8, of: range) ?? "")
      case 11: inputs.append(try tensor(range))
      case 12: outputs.append(try tensor(range))
      default: break
      }
    }
    // Weights may stand among the inputs, as what they are when nobody gives others.
    inputs.removeAll { initializers.contains($0.name) }
  }

  /// The default operators' version: that of the empty domain.
  private mutating func readOpset(_ range: Range<Int>) throws(GeneratorError) {
    var fields = model.message(range)
    var (domain, version): (String, Int?) = ("", nil)
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, .bytes(let range)): domain = try model.text(range)
      case (2, .number(let number)): version = Int(exactly: number)
      default: break
      }
    }
    if domain.isEmpty || domain == "ai.onnx" { opset = version }
  }

  private func text(_ wanted: Int, of range: Range<Int>) throws(GeneratorError) -> String? {
    guard let part = try part(wanted, of: range) else { return nil }
    return try model.text(part)
  }

  private func part(_ wanted: Int, of range: Range<Int>) throws(GeneratorError) -> Range<Int>? {
    var fields = model.message(range)
    while let (field, value) = try fields.next() {
      if field == wanted, case .bytes(let range) = value { return range }
    }
    return nil
  }
}

// MARK: - Tensors

extension ONNXModel {
  /// `TensorProto.DataType`, as the Open Inference Protocol names them.
  private static let types: [UInt64: String] = [
    1: "FP32", 2: "UINT8", 3: "INT8", 4: "UINT16", 5: "INT16", 6: "INT32", 7: "INT64", 8: "BYTES", 9: "BOOL", 10: "FP16",
    11: "FP64", 12: "UINT32", 13: "UINT64", 16: "BF16",
  ]

  private func tensor(_ range: Range<Int>) throws(GeneratorError) -> TensorDescription {
    let name = try text(1, of: range) ?? ""
    guard let type = try part(2, of: range), let tensor = try part(1, of: type) else {
      // A sequence or a map, such as the probabilities of classifiers by class.
      return TensorDescription(name: name, datatype: "SEQUENCE", shape: [-1])
    }
    var fields = model.message(tensor)
    var (datatype, shape): (String, [Int]) = ("FP32", [])
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, .number(let number)): datatype = Self.types[number] ?? "UNKNOWN"
      case (2, .bytes(let range)): shape = try dimensions(range)
      default: break
      }
    }
    return TensorDescription(name: name, datatype: datatype, shape: shape)
  }

  private func dimensions(_ range: Range<Int>) throws(GeneratorError) -> [Int] {
    var fields = model.message(range)
    var shape: [Int] = []
    while let (field, value) = try fields.next() {
      guard field == 1, case .bytes(let range) = value else { continue }
      var dimension = model.message(range)
      var extent = -1
      while let (field, value) = try dimension.next() {
        if field == 1, case .number(let number) = value, let exact = Int(exactly: number) { extent = exact }
      }
      shape.append(extent)
    }
    return shape
  }
}

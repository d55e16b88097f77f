import KubeCore

/// What an `MLmodel` file and the files beside it say.
struct MLflowModel {
  private static let frameworks: [(flavor: String, framework: Framework, versionKey: String)] = [
    ("sklearn", .sklearn, "sklearn_version"), ("xgboost", .xgboost, "xgb_version"),
    ("lightgbm", .lightgbm, "lgb_version"), ("onnx", .onnxruntime, "onnx_version"), ("pytorch", .torch, "pytorch_version"),
    ("tensorflow", .tensorflow, "tensorflow_version"), ("transformers", .transformers, "transformers_version"),
  ]

  private(set) var flavors: [String] = []
  private(set) var framework: Framework?
  private(set) var frameworkVersion: PackageVersion?
  private(set) var mlflowVersion: PackageVersion?
  private(set) var python: String?
  private(set) var inputs: [TensorDescription] = []
  private(set) var outputs: [TensorDescription] = []
  private(set) var requirements: [Requirement] = []
  private(set) var runID: String?

  init(_ files: any ModelFiles) throws(GeneratorError) {
    let model = try files.document("MLmodel")
    guard let flavors = model["flavors"]?.object else {
      throw GeneratorError(.unreadable, "MLmodel", "has no `flavors`")
    }
    self.flavors = flavors.keys.sorted()
    if let found = Self.frameworks.first(where: { flavors[$0.flavor] != nil }) {
      framework = found.framework
      frameworkVersion = flavors[found.flavor]?[found.versionKey].flatMap(Self.text).flatMap { PackageVersion($0) }
    }
    mlflowVersion = model["mlflow_version"].flatMap(Self.text).flatMap { PackageVersion($0) }
    python = flavors["python_function"]?["python_version"].flatMap(Self.text)
    runID = model["run_id"]?.string
    inputs = try Self.tensors(model[["signature", "inputs"]])
    outputs = try Self.tensors(model[["signature", "outputs"]])
    try readEnvironment(files)
  }

  /// A version that YAML took for a number counts as well: `3.9`.
  private static func text(_ value: JSONValue) -> String? { value.string ?? value.double.map { "\($0)" } }

  /// `python_env.yaml` and `requirements.txt`, or `conda.yaml`, which says the same in another way.
  private mutating func readEnvironment(_ files: any ModelFiles) throws(GeneratorError) {
    if files.file("python_env.yaml") != nil {
      python = try files.document("python_env.yaml")["python"].flatMap(Self.text) ?? python
    }
    if let text = try files.text("requirements.txt") {
      requirements = try RequirementsFile.parse(text, file: "requirements.txt")
    } else if files.file("conda.yaml") != nil {
      try readConda(try files.document("conda.yaml"))
    }
  }

  private mutating func readConda(_ environment: JSONValue) throws(GeneratorError) {
    for dependency in environment["dependencies"]?.elements ?? [] {
      if let text = dependency.string, text.hasPrefix("python=") {
        python = python ?? String(text.dropFirst(7).drop { $0 == "=" })
      }
      for (position, package) in (dependency["pip"]?.elements ?? []).enumerated() {
        guard let text = package.string else { continue }
        requirements.append(try Requirement(text, field: "conda.yaml dependencies.pip[\(position)]"))
      }
    }
  }
}

// MARK: - Signature

extension MLflowModel {
  private static let types = [
    "double": "FP64", "float": "FP32", "integer": "INT32", "long": "INT64", "string": "BYTES", "boolean": "BOOL",
    "binary": "BYTES", "datetime": "BYTES", "float64": "FP64", "float32": "FP32", "int64": "INT64", "int32": "INT32",
    "float16": "FP16", "int8": "INT8", "uint8": "UINT8", "bool": "BOOL", "object": "BYTES", "str": "BYTES",
  ]

  /// A signature is JSON in a text: columns, or tensors.
  private static func tensors(_ signature: JSONValue?) throws(GeneratorError) -> [TensorDescription] {
    guard let text = signature?.string, let list = try? JSONParser.parse(text) else { return [] }
    return list.elements.enumerated().map { position, entry in
      let tensor = entry["tensor-spec"]
      let type = tensor?["dtype"]?.string ?? entry["type"]?.string ?? ""
      let shape = (tensor?["shape"]?.elements ?? []).compactMap { $0.integer.map { Int($0) } }
      return TensorDescription(
        name: entry["name"]?.string ?? "input-\(position)", datatype: types[type] ?? "BYTES",
        shape: shape.isEmpty ? [-1] : shape)
    }
  }
}

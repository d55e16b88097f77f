import KubeCore
import SlipwayAPI

extension ModelInspector {
  func mlflow() throws(GeneratorError) -> ModelInspection? {
    guard files.file("MLmodel") != nil else { return nil }
    let model = try MLflowModel(files)
    var inspection = ModelInspection(.mlflow, framework: .mlflow)
    inspection.layout = .mlflow
    inspection.frameworkVersion =
      model.requirements.first { $0.name == "mlflow" || $0.name == "mlflow-skinny" }?.pinned ?? model.mlflowVersion
    inspection.python = try model.python.map { text throws(GeneratorError) in
      try PythonVersion(text, field: "python_version of the MLflow model")
    }
    inspection.requirements = model.requirements
    (inspection.inputs, inspection.outputs) = (model.inputs, model.outputs)
    inspection.note("flavors", model.flavors.joined(separator: ", "))
    inspection.note("made with", model.framework.map { "\($0.rawValue) \(model.frameworkVersion?.text ?? "")" })
    inspection.note("run", model.runID)
    if model.requirements.isEmpty {
      inspection.warnings.append("the MLflow model names no requirements: only MLflow itself will be installed")
    }
    return inspection
  }

  /// `MODEL/config.pbtxt`, or `MODEL/VERSION/model.*`.
  func triton() throws(GeneratorError) -> ModelInspection? {
    let modelFiles: Set<String> = ["model.onnx", "model.plan", "model.pt", "model.xml", "model.py", "model.graphdef"]
    var models: Set<Substring> = []
    for file in files.files {
      let parts = file.path.split(separator: "/")
      if parts.count == 2, parts[1] == "config.pbtxt" { models.insert(parts[0]) }
      if parts.count == 3, Int(parts[1]) != nil, modelFiles.contains(String(parts[2])) { models.insert(parts[0]) }
    }
    guard !models.isEmpty else { return nil }
    var inspection = ModelInspection(.custom)
    inspection.layout = .tritonRepository
    inspection.note("models", models.sorted().joined(separator: ", "))
    if let onnx = files.files.first(where: { $0.name == "model.onnx" }), models.count == 1 {
      let model = try ONNXModel(files, onnx.path)
      (inspection.inputs, inspection.outputs) = (model.inputs, model.outputs)
    }
    for model in models.sorted() where files.files.contains(where: { $0.path.hasPrefix("\(model)/") && $0.name == "model.py" }) {
      inspection.warnings.append("\(model) is a Python model: loading it runs its code")
    }
    return inspection
  }

  func savedModel() throws(GeneratorError) -> ModelInspection? {
    guard let file = files.files.filter({ $0.name == "saved_model.pb" }).min(by: { $0.depth < $1.depth }) else {
      guard let keras = first(["keras", "h5"]) else { return nil }
      return ModelInspection(.tensorflow, framework: .tensorflow, path: keras.path)
    }
    let model = try SavedModel(files, file.path)
    let folder = file.path.dropLast(file.name.count)
    var inspection = ModelInspection(.tensorflow, framework: .tensorflow, path: String(folder.dropLast()))
    inspection.layout = .savedModel
    inspection.frameworkVersion = model.version.flatMap { PackageVersion($0) }
    (inspection.inputs, inspection.outputs) = (model.inputs, model.outputs)
    if model.inputs.isEmpty { inspection.warnings.append("the SavedModel has no signature serving_default") }
    return inspection
  }

  func huggingFace() throws(GeneratorError) -> ModelInspection? {
    guard let config = try files.json("config.json", limit: 4 << 20), config.object != nil,
      config["model_type"] != nil || config["architectures"] != nil
    else { return nil }
    var inspection = ModelInspection(.huggingface, framework: .transformers)
    inspection.layout = .huggingFace
    inspection.frameworkVersion = config["transformers_version"]?.string.flatMap { PackageVersion($0) }
    inspection.note("model type", config["model_type"]?.string)
    inspection.note("architecture", config["architectures"]?[0]?.string)
    inspection.note("weights", config["torch_dtype"]?.string ?? config["dtype"]?.string)
    if config["auto_map"] != nil {
      inspection.warnings.append("the model asks for code of its own (auto_map), which is not run")
    }
    var parameters = 0
    for file in files.files where file.suffix == "safetensors" {
      parameters &+= try SafetensorsHeader(files, file).parameters
    }
    if parameters > 0 { inspection.note("parameters", "\(parameters)") }
    return inspection
  }

  func singleFile() throws(GeneratorError) -> ModelInspection? {
    if let onnx = first(["onnx"]) { return try self.onnx(onnx) }
    if let network = first(["xml"]), let inspection = try openvino(network) { return inspection }
    if let booster = try booster() { return booster }
    if let pickle = first(["joblib", "pkl", "pickle"]) { return estimator(pickle) }
    guard let torch = first(["pt", "pth", "ts"]) else { return nil }
    return try self.torch(torch)
  }

  private func onnx(_ file: ModelFile) throws(GeneratorError) -> ModelInspection {
    let model = try ONNXModel(files, file.path)
    var inspection = ModelInspection(.onnx, framework: .onnxruntime, path: file.path)
    (inspection.inputs, inspection.outputs) = (model.inputs, model.outputs)
    inspection.note("opset", model.opset.map { "\($0)" })
    inspection.note("format version", model.irVersion.map { "\($0)" })
    inspection.note("made by", "\(model.producer) \(model.producerVersion)")
    return inspection
  }

  private func openvino(_ file: ModelFile) throws(GeneratorError) -> ModelInspection? {
    let head = String(decoding: try files.bytes(of: file.path, from: 0, count: 256), as: UTF8.self)
    guard head.contains("<net ") else { return nil }
    return ModelInspection(.openvino, path: file.path)
  }

  private func booster() throws(GeneratorError) -> ModelInspection? {
    for file in files.files where ["txt", "bst", "model", "lgb", "json", "ubj"].contains(file.suffix) {
      if let header = try BoosterHeader.lightGBM(files, file) { return inspection(.lightgbm, .lightgbm, header, file) }
      guard ["json", "ubj", "bst", "model"].contains(file.suffix) else { continue }
      var header = file.suffix == "json" ? try BoosterHeader.xgboostJSON(files, file) : nil
      if header == nil { header = try BoosterHeader.xgboostUBJSON(files, file) }
      if let header { return inspection(.xgboost, .xgboost, header, file) }
    }
    return nil
  }

  private func inspection(
    _ format: ModelFormat, _ framework: Framework, _ header: BoosterHeader, _ file: ModelFile
  ) -> ModelInspection {
    var inspection = ModelInspection(format, framework: framework, path: file.path)
    inspection.frameworkVersion = header.version
    if let features = header.features {
      inspection.inputs = [TensorDescription(name: "input", datatype: "FP32", shape: [-1, features])]
    }
    inspection.note("objective", header.objective)
    inspection.note("classes", header.classes.flatMap { $0 > 1 ? "\($0)" : nil })
    return inspection
  }

  /// What estimator it is, the names in the pickle tell.
  private func estimator(_ file: ModelFile) -> ModelInspection {
    var reader = PickleReader(ByteReader(files, file.path))
    reader.walk()
    let modules = Set(reader.names.map { PickleNames.parts($0).module })
    if modules.contains("sklearn") { return ModelInspection(.sklearn, framework: .sklearn, path: file.path) }
    if modules.contains("xgboost") { return ModelInspection(.xgboost, framework: .xgboost, path: file.path) }
    if modules.contains("lightgbm") { return ModelInspection(.lightgbm, framework: .lightgbm, path: file.path) }
    // A compressed one tells nothing; joblib is scikit-learn's own way to store models.
    return ModelInspection(.sklearn, framework: .sklearn, path: file.path)
  }

  private func torch(_ file: ModelFile) throws(GeneratorError) -> ModelInspection {
    var inspection = ModelInspection(.pytorch, framework: .torch, path: file.path)
    let head = try files.bytes(of: file.path, from: 0, count: 2)
    let names = head == [0x50, 0x4B] ? try ZipDirectory(files, file).entries.keys.sorted() : []
    if names.contains(where: { $0.hasSuffix("constants.pkl") }) {
      inspection.note("kind", "TorchScript")
    } else {
      inspection.warnings.append(
        "\(file.path) holds weights without their program: export it with torch.jit.save or torch.export to serve it")
    }
    return inspection
  }
}

import SlipwayAPI
import Testing

@testable import Generators

@Suite struct ModelInspectorTests {
  private func inspect(_ files: [String: [UInt8]]) throws -> ModelInspection {
    try ModelInspector(MemoryFiles(files)).inspect()
  }

  private func inspect(texts: [String: String]) throws -> ModelInspection {
    try ModelInspector(MemoryFiles(texts: texts)).inspect()
  }

  @Test("estimators of scikit-learn", arguments: ["pipeline.joblib", "forest.joblib"])
  func sklearn(file: String) throws {
    let inspection = try inspect(MemoryFiles.model(file))
    #expect(inspection.format == .sklearn && inspection.path == file)
    #expect(inspection.frameworkVersion == "1.9.1")
    #expect(inspection.inputs == [TensorDescription(name: "input", datatype: "FP64", shape: [-1, 3])])
    let pickle = try #require(inspection.pickles.first)
    #expect(pickle.isComplete && pickle.dangers.isEmpty && pickle.unknown.isEmpty, "\(pickle.names)")
    #expect(inspection.warnings.count == 1)
  }

  @Test("every protocol of pickles", arguments: 0...5)
  func pickles(protocolVersion: Int) throws {
    let inspection = try inspect(MemoryFiles.model("protocol-\(protocolVersion).pkl"))
    #expect(inspection.format == .sklearn && inspection.frameworkVersion == "1.9.1")
    #expect(inspection.pickles.first?.names.contains("sklearn.linear_model._logistic.LogisticRegression") == true)
    #expect(inspection.pickles.first?.isComplete == true && inspection.inputs.first?.shape == [-1, 3])
  }

  @Test func compressedPicklesAreNotLookedInto() throws {
    let inspection = try inspect(MemoryFiles.model("compressed.joblib"))
    #expect(inspection.warnings == ["compressed.joblib is a compressed pickle, which is not looked into"])
    #expect(inspection.runsCode)
  }

  @Test("pickles that run programs", arguments: [
    "cposix\nsystem\n(Vid\ntR.", "\u{80}\u{2}cos\npopen\nX\u{2}\u{0}\u{0}\u{0}id\u{85}R.", "cbuiltins\neval\n(Vid\ntR.",
    "(S'id'\niposix\nsystem\n.", "csubprocess\nPopen\n.", "c__builtin__\ngetattr\n.", "cbuiltins\nexec\n",
  ])
  func dangers(text: String) throws {
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let inspection = try inspect(["model.pkl": bytes])
    #expect(inspection.pickles.first?.dangers.isEmpty == false)
    #expect(inspection.warnings.contains { $0.contains("which no model needs") })
    var known = inspection
    known.framework = .sklearn
    #expect(throws: GeneratorError(.unsupported, "model.pkl", "")) { try ImageGenerator(ImageSettings(name: "a"), known) }
  }

  @Test func onnx() throws {
    let inspection = try inspect(MemoryFiles.model("model.onnx"))
    #expect(inspection.format == .onnx && inspection.framework == .onnxruntime)
    #expect(inspection.inputs == [TensorDescription(name: "rows", datatype: "FP32", shape: [-1, 3])])
    #expect(inspection.outputs.map(\.name) == ["label", "probabilities"])
    #expect(inspection.outputs.map(\.datatype) == ["INT64", "FP32"])
    #expect(inspection.facts.contains { $0.name == "made by" && $0.value.hasPrefix("skl2onnx") })
    #expect(!inspection.runsCode && inspection.warnings.isEmpty)
  }

  @Test("boosted trees", arguments: ["xgboost.json", "xgboost.ubj"])
  func xgboost(file: String) throws {
    let inspection = try inspect(MemoryFiles.model(file))
    #expect(inspection.format == .xgboost && inspection.frameworkVersion == "3.2.0")
    #expect(inspection.inputs.first?.shape == [-1, 3])
  }

  @Test func lightGBM() throws {
    let inspection = try inspect(MemoryFiles.model("lightgbm.txt"))
    #expect(inspection.format == .lightgbm && inspection.inputs.first?.shape == [-1, 3])
    #expect(inspection.facts.map(\.value) == ["multiclass", "3"])
  }

  @Test("TorchScript brings its program, and weights alone cannot be served")
  func torch() throws {
    let script = try inspect(MemoryFiles.model("script.pt"))
    #expect(script.format == .pytorch && script.facts.contains { $0.value == "TorchScript" })
    #expect(script.warnings.count == 1 && script.warnings.first?.contains("is a pickle") == true, "\(script.warnings)")
    let weights = try inspect(MemoryFiles.model("weights.pt"))
    #expect(weights.format == .pytorch && !weights.facts.contains { $0.value == "TorchScript" })
  }

  @Test func huggingFace() throws {
    var files = try MemoryFiles.model("model.safetensors")
    files["config.json"] = Array(
      #"{"model_type":"bert","architectures":["BertForSequenceClassification"],"transformers_version":"4.57.6"}"#.utf8)
    let inspection = try inspect(files)
    #expect(inspection.format == .huggingface && inspection.layout == .huggingFace)
    #expect(inspection.frameworkVersion == "4.57.6")
    #expect(inspection.facts.contains { $0.name == "parameters" && $0.value == "10" })
    #expect(!inspection.isGenerative)
  }

  @Test func modelsThatWriteTextAreServedByAServerForThat() throws {
    let inspection = try inspect(texts: ["config.json": #"{"model_type":"llama","architectures":["LlamaForCausalLM"]}"#])
    #expect(try ServingChoice.standard(for: inspection) == .runtime(.vllm))
  }

  @Test func mlflow() throws {
    let inspection = try inspect(texts: [
      "MLmodel": """
        flavors:
          python_function: {loader_module: mlflow.sklearn, python_version: 3.11.9}
          sklearn: {pickled_model: model.pkl, sklearn_version: 1.5.2}
        mlflow_version: 2.22.5
        run_id: abc
        signature:
          inputs: '[{"type": "double", "name": "alcohol"}, {"type": "long", "name": "ash"}]'
          outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
        """,
      "requirements.txt": "mlflow==2.22.5\nscikit-learn==1.5.2 # the same\nnumpy==1.26.4; python_version < '3.13'\n",
      "python_env.yaml": "python: 3.11.9\n", "model.pkl": "",
    ])
    #expect(inspection.format == .mlflow && inspection.python == PythonVersion(11))
    #expect(inspection.requirements.map(\.name) == ["mlflow", "scikit-learn", "numpy"])
    #expect(inspection.inputs.map(\.datatype) == ["FP64", "INT64"] && inspection.outputs.first?.shape == [-1])
    #expect(inspection.facts.contains { $0.name == "made with" && $0.value == "scikit-learn 1.5.2" })
    let environment = try #require(try ImageGenerator(ImageSettings(name: "a"), inspection).environment)
    #expect(environment.requirements.map(\.name).contains("fastapi") && environment.python == PythonVersion(11))
  }

  @Test func condaNamesTheSame() throws {
    let inspection = try inspect(texts: [
      "MLmodel": "flavors: {python_function: {}}\n",
      "conda.yaml": "dependencies:\n- python=3.12.4\n- pip<=24\n- pip:\n  - mlflow==2.22.5\n  - xgboost==2.1.4\n",
    ])
    #expect(inspection.python == PythonVersion(12))
    #expect(inspection.requirements.map(\.description) == ["mlflow==2.22.5", "xgboost==2.1.4"])
  }

  @Test func triton() throws {
    var files = try MemoryFiles.model("model.onnx", as: "fraud/1/model.onnx")
    files["fraud/config.pbtxt"] = Array("name: \"fraud\"".utf8)
    let inspection = try inspect(files)
    #expect(inspection.layout == .tritonRepository && inspection.inputs.first?.name == "rows")
    #expect(try ServingChoice.standard(for: inspection) == .runtime(.triton))
  }

  @Test func openvino() throws {
    let inspection = try inspect(texts: ["model.xml": "<?xml version=\"1.0\"?><net name=\"a\" version=\"11\">", "model.bin": ""])
    #expect(inspection.format == .openvino)
  }

  @Test func surroundings() throws {
    var files = try MemoryFiles.model("protocol-0.pkl", as: "model.pkl")
    files["requirements.txt"] = Array("scikit-learn==1.9.1\npandas>=2,<3\n".utf8)
    files[".python-version"] = Array("3.11\n".utf8)
    let inspection = try inspect(files)
    #expect(inspection.python == PythonVersion(11) && inspection.requirements.count == 2)
  }

  @Test("what is not what it says is named", arguments: [
    ["model.onnx": "not an onnx"], ["saved_model.pb": "x"], ["MLmodel": "a: b"], ["MLmodel": "{"],
    ["model.onnx": ""], ["requirements.txt": "-r ../../etc/passwd", "model.pkl": "N."],
    ["requirements.txt": "evil @ https://example.com/evil.whl", "model.pkl": "N."],
  ])
  func unreadable(texts: [String: String]) {
    #expect(throws: GeneratorError.self) { try inspect(texts: texts) }
  }

  @Test func foldersWithoutModels() throws {
    #expect(throws: GeneratorError(.unreadable, "model", "")) { try inspect([:]) }
    let inspection = try inspect(texts: ["README.md": "hello"])
    #expect(inspection.format == .custom && inspection.warnings.count == 1)
    #expect(throws: GeneratorError(.unsupported, "model", "")) { try ServingChoice.standard(for: inspection) }
  }
}

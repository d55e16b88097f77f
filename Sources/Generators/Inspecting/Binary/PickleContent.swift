/// What a pickle names: loading it imports all of these, and calls many.
public struct PickleContent: Sendable, Hashable {
  public let path: String
  /// The names that are imported, `module.name`, sorted.
  public let names: [String]
  /// Those among them that no model needs, and that run programs or code: loading the file would do harm.
  public let dangers: [String]
  /// Those whose modules are not among the known ones: code of the model's author, as a rule.
  public let unknown: [String]
  /// Whether the file was read to its end.
  public let isComplete: Bool

  init(path: String, names: Set<String>, isComplete: Bool) {
    (self.path, self.names, self.isComplete) = (path, names.sorted(), isComplete)
    dangers = self.names.filter(PickleNames.isDangerous)
    unknown = self.names.filter { !PickleNames.isKnown($0) && !PickleNames.isDangerous($0) }
  }
}

/// What the names in a pickle mean.
enum PickleNames {
  /// `__torch__` is what TorchScript keeps its program under, in the same file.
  private static let known: Set<String> = [
    "sklearn", "numpy", "scipy", "pandas", "xgboost", "lightgbm", "joblib", "collections", "copyreg", "copy_reg",
    "_codecs", "datetime", "decimal", "torch", "__torch__", "skl2onnx", "imblearn", "category_encoders",
  ]
  private static let dangerousModules: Set<String> = [
    "os", "posix", "nt", "subprocess", "sys", "socket", "shutil", "runpy", "importlib", "pty", "webbrowser", "commands",
    "ctypes", "code", "codeop", "multiprocessing", "asyncio", "requests", "urllib", "http", "ftplib", "smtplib", "pip",
    "platform", "signal", "threading", "tempfile", "pickle", "_pickle", "dill", "cloudpickle", "marshal", "types",
    "operator", "functools", "bdb", "pdb", "timeit", "trace", "venv", "site", "zipimport", "_posixsubprocess",
  ]
  private static let harmlessFunctions: Set<String> = ["functools.partial", "operator.attrgetter", "operator.itemgetter"]
  private static let harmlessBuiltins: Set<String> = [
    "set", "frozenset", "list", "dict", "tuple", "object", "bytearray", "bytes", "str", "int", "float", "bool", "complex",
    "slice", "range", "type", "NoneType",
  ]

  static func isDangerous(_ name: String) -> Bool {
    let (module, function) = parts(name)
    if module == "builtins" || module == "__builtin__" { return !harmlessBuiltins.contains(function) }
    return dangerousModules.contains(module) && !harmlessFunctions.contains(name)
  }

  static func isKnown(_ name: String) -> Bool {
    let (module, _) = parts(name)
    return known.contains(module) || module == "builtins" || module == "__builtin__"
      || harmlessFunctions.contains(name)
  }

  /// The top-level module, and the last name.
  static func parts(_ name: String) -> (module: String, function: String) {
    let parts = name.split(separator: ".")
    return (parts.first.map { String($0) } ?? "", parts.last.map { String($0) } ?? "")
  }
}

import KubeCore
import KubeSchema

/// What makes the source of a pod's volume invalid.
enum VolumeSourceRules {
  static func check(_ volume: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["configMap", "secret", "downwardAPI", "projected"] {
      guard let source = volume[name] else { continue }
      let place = "\(path).\(name)"
      errors += checkMode(source["defaultMode"], "\(place).defaultMode")
      for (position, item) in (source["items"]?.elements ?? []).enumerated() where name != "downwardAPI" {
        errors += check(item: item, "\(place).items[\(position)]")
      }
    }
    if let host = volume["hostPath"] {
      let text = FieldRules.text(host, "path")
      if text.isEmpty { errors.append(.required("\(path).hostPath.path")) }
      errors += checkSteps(text, "\(path).hostPath.path")
      errors += checkHostType(host, "\(path).hostPath")
    }
    return errors
  }

  static func checkHostType(_ source: JSONValue, _ path: String) -> [FieldError] {
    let types = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"]
    return FieldRules.oneOf(source, "type", types, path)
  }

  private static func check(item: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if FieldRules.text(item, "key").isEmpty { errors.append(.required("\(path).key")) }
    let target = FieldRules.text(item, "path")
    if target.isEmpty { errors.append(.required("\(path).path")) }
    if target.hasPrefix("/") { errors.append(.invalid("\(path).path", .string(target), "must be a relative path")) }
    errors += checkSteps(target, "\(path).path")
    return errors + checkMode(item["mode"], "\(path).mode")
  }

  private static func checkMode(_ mode: JSONValue?, _ field: String) -> [FieldError] {
    guard let mode, !(0...0o777).contains(mode.integer ?? 0) else { return [] }
    return [.invalid(field, mode, "must be a number between 0 and 0777 (octal), both inclusive")]
  }

  /// A path may not lead out of where it begins.
  static func checkSteps(_ text: String, _ field: String) -> [FieldError] {
    text.split(separator: "/").contains("..") ? [.invalid(field, .string(text), "must not contain '..'")] : []
  }
}

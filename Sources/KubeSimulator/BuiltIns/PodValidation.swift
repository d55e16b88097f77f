import KubeCore
import KubeSchema

/// What makes a pod's specification invalid.
enum PodValidation {
  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    let containers = spec["containers"]?.elements ?? []
    guard !containers.isEmpty else { return [.required("\(path).containers")] }
    var names: Set<String> = []
    return containers.enumerated().flatMap { position, container in
      check(container, "\(path).containers[\(position)]", &names)
    }
  }

  private static func check(_ container: JSONValue, _ path: String, _ names: inout Set<String>) -> [FieldError] {
    var errors: [FieldError] = []
    let name = container["name"]?.string ?? ""
    if name.isEmpty {
      errors.append(.required("\(path).name"))
    } else if !names.insert(name).inserted {
      errors.append(.duplicate("\(path).name", .string(name)))
    }
    if container["image"]?.string?.isEmpty != false { errors.append(.required("\(path).image")) }
    for (position, port) in (container["ports"]?.elements ?? []).enumerated() {
      let number = port["containerPort"]?.integer ?? 0
      if !(1...65_535).contains(number) {
        errors.append(
          .invalid(
            "\(path).ports[\(position)].containerPort", .integer(number), "must be between 1 and 65535, inclusive"))
      }
    }
    return errors
  }
}

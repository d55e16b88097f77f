import KubeCore
import KubeSchema

/// What secrets of the known types must hold.
enum SecretRules {
  private static let required = [
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"], "kubernetes.io/dockercfg": [".dockercfg"],
    "kubernetes.io/tls": ["tls.crt", "tls.key"], "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  ]

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors = DataRules.check(object, old)
    let type = FieldRules.text(object, "type")
    let data = object["data"] ?? [:]
    let names = required[type] ?? []
    for name in names where data[name] == nil { errors.append(.required("data[\(name)]")) }
    switch type {
    case "kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg":
      for name in names {
        guard let text = data[name]?.string, let bytes = Base64.decodeLeniently(text),
          let problem = GoJSONError.text(bytes)
        else {
          continue
        }
        errors.append(.invalid("data[\(name)]", "<secret contents redacted>", problem))
      }
    case "kubernetes.io/basic-auth" where data["username"] == nil && data["password"] == nil:
      errors += [.required("data[username]"), .required("data[password]")]
    case "kubernetes.io/service-account-token":
      let annotation = "kubernetes.io/service-account.name"
      if object.annotations[annotation]?.isEmpty != false {
        errors.append(.required("metadata.annotations[\(annotation)]"))
      }
    default: break
    }
    return errors
  }
}

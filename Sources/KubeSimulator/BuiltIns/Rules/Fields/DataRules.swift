import KubeCore
import KubeSchema

/// The rules for the data of ConfigMaps and Secrets.
enum DataRules {
  private static let limit = 1 << 20

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors = checkKeys(object)
    guard let old else { return errors }
    if old["immutable"]?.bool == true {
      if object["immutable"]?.bool != true {
        errors.append(.forbidden("immutable", "field is immutable when `immutable` is set"))
      }
      errors += ["data", "binaryData"].filter { object[$0] != old[$0] }.map {
        .forbidden($0, "field is immutable when `immutable` is set")
      }
    }
    if let type = old["type"], object["type"] != type {
      errors.append(.invalid("type", object["type"] ?? .null, "field is immutable"))
    }
    return errors
  }

  private static func checkKeys(_ object: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    var size = 0
    for field in ["data", "binaryData"] {
      for (key, value) in object[field]?.object ?? [:] {
        errors += NameText.problems(ofConfigKey: key).map { .invalid("\(field)[\(key)]", .string(key), $0) }
        if field == "data", object["binaryData"]?[key] != nil {
          errors.append(.invalid("data[\(key)]", .string(key), "duplicate of key present in binaryData"))
        }
        let length = value.string?.utf8.count ?? 0
        size += field == "binaryData" || object["kind"] == "Secret" ? length / 4 * 3 : length
      }
    }
    if size > limit { errors.append(.tooLong(object["kind"] == "Secret" ? "data" : "", limit: limit)) }
    return errors
  }
}

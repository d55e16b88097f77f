import KubeCore
import KubeSchema

/// Which options of lists and watches do not go together.
///
/// Source: `k8s.io/apimachinery/pkg/apis/meta/internalversion/validation`.
enum ListOptionRules {
  private static let field = "resourceVersionMatch"

  /// - Throws: `APIFailure` 422.
  static func check(_ options: [String: String], isWatch: Bool) throws(APIFailure) {
    let errors = isWatch ? problemsOfWatch(options) : problemsOfList(options)
    guard errors.isEmpty else { throw .invalid(group: "meta.k8s.io", kind: "ListOptions", "", errors) }
  }

  /// Whether a watch from anywhere stands for one that asks for the initial events (`SetListOptionsDefaults`).
  static func asksForInitialEvents(_ options: [String: String]) -> Bool {
    options["sendInitialEvents"] == nil && text(options, field).isEmpty
      && ["", "0"].contains(text(options, "resourceVersion"))
  }

  private static func problemsOfList(_ options: [String: String]) -> [FieldError] {
    let match = text(options, field)
    let version = text(options, "resourceVersion")
    var errors: [FieldError] = []
    if !match.isEmpty {
      if version.isEmpty {
        errors.append(.forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided"))
      }
      errors += problemOfContinuing(options)
      if !["Exact", "NotOlderThan"].contains(match) {
        errors.append(.notSupported(field, .string(match), supported: ["Exact", "NotOlderThan", ""]))
      }
      if match == "Exact", version == "0" {
        errors.append(.forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
      }
    }
    if options["sendInitialEvents"] != nil {
      errors.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
    }
    return errors
  }

  private static func problemsOfWatch(_ options: [String: String]) -> [FieldError] {
    if asksForInitialEvents(options) { return problemOfContinuing(options) }
    let match = text(options, field)
    let asks = options["sendInitialEvents"] != nil
    var errors: [FieldError] = []
    if asks, match != "NotOlderThan" {
      errors.append(.forbidden(field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
    }
    guard !match.isEmpty else { return errors }
    if !asks {
      errors.append(
        .forbidden(field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
    }
    if match != "NotOlderThan" {
      errors.append(.notSupported(field, .string(match), supported: ["NotOlderThan"]))
    }
    return errors + problemOfContinuing(options)
  }

  private static func problemOfContinuing(_ options: [String: String]) -> [FieldError] {
    guard !text(options, "continue").isEmpty else { return [] }
    return [.forbidden(field, "resourceVersionMatch is forbidden when continue is provided")]
  }

  private static func text(_ options: [String: String], _ name: String) -> String { options[name] ?? "" }
}

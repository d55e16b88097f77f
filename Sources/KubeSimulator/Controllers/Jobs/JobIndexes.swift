import KubeCore

/// The indexes of a job whose pods each have a part of the work.
///
/// Source: `pkg/controller/job/indexed_job_utils.go`.
enum JobIndexes {
  private static let key = "batch.kubernetes.io/job-completion-index"
  private static let variable = "JOB_COMPLETION_INDEX"
  /// The longest prefix of a generated name.
  private static let prefixLength = 58

  static func index(of pod: JSONValue) -> Int? { pod.annotations[key].flatMap { Int($0) } }

  /// The indexes in a text such as `0,2-4`.
  static func indexes(in text: String) -> Set<Int> {
    Set(
      text.split(separator: ",").flatMap { part -> [Int] in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [] }
        return Array(first...last)
      })
  }

  /// Such a text; three or more in a row are shown by their ends.
  static func text(_ indexes: Set<Int>) -> String {
    var parts: [(first: Int, last: Int)] = []
    for index in indexes.sorted() {
      if let last = parts.last, last.last + 1 == index {
        parts[parts.count - 1].last = index
      } else {
        parts.append((index, index))
      }
    }
    return parts.map { part in
      switch part.last - part.first {
      case 0: "\(part.first)"
      case 1: "\(part.first),\(part.last)"
      default: "\(part.first)-\(part.last)"
      }
    }.joined(separator: ",")
  }

  /// Tells a new pod which part of the work is its own.
  static func give(_ index: Int, to pod: inout JSONValue, of job: JSONValue) {
    let text = String(index)
    let ending = "-\(text)-"
    pod.setMetadata("generateName", .string(job.name.prefix(prefixLength - ending.count) + ending))
    for member in ["annotations", "labels"] { pod[["metadata", member, key]] = .string(text) }
    if pod["spec"]?["hostname"] == nil { pod[["spec", "hostname"]] = .string("\(job.name)-\(text)") }
    for list in ["initContainers", "containers"] {
      guard let containers = pod["spec"]?[list]?.array else { continue }
      pod[["spec", list]] = .array(containers.map(withVariable))
    }
  }

  private static func withVariable(_ container: JSONValue) -> JSONValue {
    let variables = container["env"]?.elements ?? []
    guard !variables.contains(where: { $0["name"]?.string == variable }) else { return container }
    let own: JSONValue = [
      "name": .string(variable), "valueFrom": ["fieldRef": ["fieldPath": .string("metadata.labels['\(key)']")]],
    ]
    var container = container
    container["env"] = .array(variables + [own])
    return container
  }
}

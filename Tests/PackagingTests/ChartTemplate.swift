import KubeConnection
import KubeCore
import Testing

/// The text of one of the chart's templates, so far as it can be read without Helm: values stand in for
/// `{{ .Values.x }}`, the name of the release for the full name, and a section `{{- with .Values.x }}` or
/// `{{- if .Values.x }}` or `{{- range .Values.x }}` whose value is empty or false is left out.
struct ChartTemplate {
  private let lines: [Substring]

  init(_ name: String, values: JSONValue) throws {
    var text = try Repository.text("helm/slipway/templates/\(name).yaml")
    for section in text.matches(of: #/ *{{- (?:with|if|range) \.Values\.([A-Za-z.]+) }}\n(?s:.*?)\n *{{- end }}\n/#).reversed()
    where ["", "false"].contains(try Self.value(section.1, in: values)) {
      text.removeSubrange(section.range)
    }
    for expression in text.matches(of: #/{{ (?:int )?\.Values\.([A-Za-z.]+) }}/#).reversed() {
      text.replaceSubrange(expression.range, with: try Self.value(expression.1, in: values))
    }
    lines = text.replacing(#"{{ include "slipway.fullname" . }}"#, with: "slipway").split(separator: "\n")
  }

  private static func value(_ path: Substring, in values: JSONValue) throws -> String {
    let value = try #require(values[path.split(separator: ".").map(String.init)], "\(path) is no value of the chart")
    return value.string ?? (value.isEmptyCollection ? "" : value.description)
  }

  /// The value of the first member of this name: all lines below it that belong to it.
  ///
  /// - Throws: when there is no such member, or something in it takes Helm to be read.
  func member(_ name: String) throws -> JSONValue {
    let start = try #require(lines.firstIndex { $0.drop { $0 == " " } == "\(name):" }, "no member \(name)")
    let indent = lines[start].prefix { $0 == " " }.count
    let body = lines[(start + 1)...].prefix { line in
      let own = line.prefix { $0 == " " }.count
      // The elements of a list, and comments on them, stand at the indent of its name.
      return own > indent || own == indent && (line.dropFirst(own).first.map { "-#".contains($0) } ?? false)
    }
    let text = body.joined(separator: "\n")
    try #require(!text.contains("{{"), "\(name) cannot be read without Helm")
    return try #require(try YAMLParser.documents(text).first)
  }
}

extension JSONValue {
  fileprivate var isEmptyCollection: Bool { self == [] || self == [:] }
}

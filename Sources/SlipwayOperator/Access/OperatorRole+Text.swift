import KubeCore

extension OperatorRole {
  /// Rules as the chart keeps them: a YAML list, with the reason above each rule that has one.
  public static func text(of rules: [OperatorRule]) -> String {
    var lines = ["# Written by scripts/generate.sh from OperatorRole.swift: change that instead."]
    for rule in rules {
      lines += (rule.reason.map { wrapped($0, to: 118) } ?? []).map { "# \($0)" }
      let resources = rule.resources.joined(separator: ", ")
      lines += [
        "- apiGroups: [\(rule.group.isEmpty ? "\"\"" : rule.group)]", "  resources: [\(resources)]",
        "  verbs: [\(rule.verbs.joined(separator: ", "))]",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

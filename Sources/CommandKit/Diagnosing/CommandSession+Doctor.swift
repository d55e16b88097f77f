import KubeCore

extension CommandSession {
  /// Looks at everything that rollouts rest on, and prints what was found.
  ///
  /// - Parameters:
  ///   - names: the deployments to look at; all of the namespace when empty.
  ///   - format: prints a list of objects instead.
  /// - Returns: what the program is to exit with: 1 when something cannot work.
  public func doctor(_ names: [DeploymentName], as format: DataFormat? = nil) async throws -> Int32 {
    let findings = try await Doctor(client: client, namespace: namespace).findings(names.map(\.name))
    if let format { output.write(.array(findings.map(\.json)), as: format) } else { output.write(lines: lines(findings)) }
    return findings.contains { $0.result == .failure } ? 1 : 0
  }

  private func lines(_ findings: [DoctorFinding]) -> [String] {
    var table = TextTable(["RESULT", "SUBJECT", "DETAIL"])
    table.rows = findings.map { [colored($0.result), $0.subject, $0.detail] }
    return table.lines(output.style)
  }

  private func colored(_ result: DoctorFinding.Result) -> String {
    switch result {
    case .ok: output.style.green(result.rawValue)
    case .warning: output.style.yellow(result.rawValue)
    case .failure: output.style.red(result.rawValue)
    }
  }
}

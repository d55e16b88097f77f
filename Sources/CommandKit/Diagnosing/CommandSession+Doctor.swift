extension CommandSession {
  /// Looks at everything that rollouts rest on, and prints what was found.
  ///
  /// - Parameter names: the deployments to look at; all of the namespace when empty.
  /// - Returns: what the program is to exit with: 1 when something cannot work.
  public func doctor(_ names: [DeploymentName]) async throws -> Int32 {
    let findings = try await Doctor(client: client, namespace: namespace).findings(names.map(\.name))
    var table = TextTable(["RESULT", "SUBJECT", "DETAIL"])
    table.rows = findings.map { [colored($0.result), $0.subject, $0.detail] }
    output.write(lines: table.lines(output.style))
    return findings.contains { $0.result == .failure } ? 1 : 0
  }

  private func colored(_ result: DoctorFinding.Result) -> String {
    switch result {
    case .ok: output.style.green(result.rawValue)
    case .warning: output.style.yellow(result.rawValue)
    case .failure: output.style.red(result.rawValue)
    }
  }
}

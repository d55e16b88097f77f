import BenchmarkSupport

/// Replays the study of decisions with the product's own judge, beside the rules of other tools on the same traffic.
@main struct DecisionBenchmarks {
  static func main() async throws {
    let options = try DecisionOptions(arguments: CommandLine.arguments.dropFirst())
    if let folder = options.pictures { return PictureBook.draw(into: folder, seed: options.seed) }
    print(
      "seed \(options.seed), \(options.runs) runs a cell, \(options.runs * DecisionOptions.healthyFactor) of healthy ones"
    )
    var lines: [GoalLine] = []
    if !options.goals.isDisjoint(with: 1...8) {
      let table = await errors(options)
      guard options.filter == nil else { return }
      lines += ErrorGoals(table: table).lines
      if options.sweeps { await Sweep(seed: options.seed, runs: options.runs).report(table) }
      await latency(options)
    }
    if options.goals.contains(9) {
      lines.append(DriftStudy(seed: options.seed, replicates: 10 * options.runs).line)
    }
    if options.goals.contains(10) {
      let cost = DecisionCost(seed: options.seed, vectors: options.vectors)
      lines.append(cost.line(share: try await ScrapeCost.share()))
    }
    for line in lines.sorted(by: { $0.number < $1.number }) where options.goals.contains(line.number) {
      print(line.text)
    }
    print("CPU: \(ResultTable.number(ProcessUsage.cpuSeconds.rounded(to: 1))) s")
  }

  /// All cells with all methods, on all cores, printed in the order of the grid.
  private static func errors(_ options: DecisionOptions) async -> ResultTable {
    let study = Study(seed: options.seed)
    let cells = (options.isOther ? Grid.other : Grid.standard).filter { cell in
      options.filter.map { ResultTable.head(cell).joined(separator: ",").hasPrefix($0) } ?? true
    }
    let jobs = cells.flatMap { cell in
      MethodKind.all.filter { $0.applies(to: cell) }.map { (cell, $0) }
    }
    print(ResultTable.header)
    var table = ResultTable()
    await InOrder.run(jobs.count) { index in
      let (cell, kind) = jobs[index]
      let isQuiet = cell.isHealthy || cell.name == "edge_1.1"
      let runs = isQuiet ? options.runs * DecisionOptions.healthyFactor : options.runs
      return study.result(cell, kind, runs: kind == .kayenta ? min(runs, 500) : runs)
    } take: { index, result in
      let (cell, kind) = jobs[index]
      table[cell, kind] = result
      print(ResultTable.line(cell, kind, result))
    }
    return table
  }

  private static func latency(_ options: DecisionOptions) async {
    let study = LatencyStudy(seed: options.seed)
    let jobs = LatencyScenario.standard.flatMap { cell in
      LatencyStudy.kinds.filter { $0 != .oracle || !cell.isOverdispersed }.map { (cell, $0) }
    }
    print(LatencyScenario.header)
    await InOrder.run(jobs.count) { index in
      let (cell, kind) = jobs[index]
      let runs = max(cell.isHealthy ? options.runs : options.runs / 2, 1)
      return study.result(cell, kind, runs: runs)
    } take: { index, result in
      print(jobs[index].0.line(jobs[index].1, result))
    }
  }
}

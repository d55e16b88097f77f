/// A snapshot whose names have been checked.
struct CollectedFamily {
  let description: MetricDescription
  private let series: [(labels: [String], value: MetricSnapshot.Value)]

  /// - Returns: `nil` when its name or labels are not allowed.
  init?(_ snapshot: MetricSnapshot) {
    let kind: MetricDescription.Kind =
      switch snapshot.kind {
      case .counter: .counter
      case .gauge: .gauge
      case .histogram: .histogram
      }
    guard
      let description = try? MetricDescription(
        name: snapshot.name, help: snapshot.help, kind: kind, labels: snapshot.labels)
    else { return nil }
    self.description = description
    series = snapshot.series.filter { $0.labels.count == snapshot.labels.count }
  }

  func write(into text: inout ExpositionText) {
    text.writeHeader(description)
    for entry in series {
      switch entry.value {
      case .number(let value):
        text.writeSample(description.name, labels: description.labels, values: entry.labels, value: value)
      case .histogram(let bounds, let counts, let sum):
        text.writeHistogram(description, values: entry.labels, bounds: bounds, counts: counts, sum: sum)
      }
    }
  }
}

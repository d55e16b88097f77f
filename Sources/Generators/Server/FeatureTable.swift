/// A table of samples, from which the bins of features' histograms are made: as many samples in each.
///
/// Read as RFC 4180 has it, a row a line, with names in the first. Columns that hold anything but numbers are left out.
public struct FeatureTable {
  private static let bins = 10
  private static let mostColumns = 256

  /// The columns in their order.
  public let features: [FeatureBounds]

  /// - Parameter labels: columns that are no features, such as the label itself.
  public init(_ text: String, leavingOut labels: Set<String>, field: String) throws(GeneratorError) {
    var rows = text.split(whereSeparator: \.isNewline).map(Self.cells)
    guard rows.count > Self.bins else {
      throw .invalid(field, "\(rows.count) lines", "must hold a line of names and more than \(Self.bins) samples")
    }
    let names = rows.removeFirst()
    if let row = rows.firstIndex(where: { $0.count != names.count }) {
      throw .invalid(field, "line \(row + 2)", "must have \(names.count) cells, as the line of names has, and has \(rows[row].count)")
    }
    guard names.count <= Self.mostColumns else {
      throw .invalid(field, "\(names.count) columns", "must hold at most \(Self.mostColumns) columns")
    }
    features = names.enumerated().filter { !labels.contains($0.element) }.compactMap { position, name in
      let values = rows.compactMap { Double($0[position]) }.filter(\.isFinite)
      guard values.count == rows.count else { return nil }
      return FeatureBounds(name: name, bounds: Self.bounds(values.sorted()))
    }
    guard !features.isEmpty else { throw .invalid(field, "\(names.count) columns", "must have one with nothing but numbers") }
  }

  /// The cells of a line: commas in quotes are part of a cell, and two quotes in quotes are one.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    var previous: Character = ","
    for character in line {
      switch character {
      case "\"":
        if previous == "\"", !isQuoted { cells[cells.count - 1].append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
      previous = character
    }
    return cells
  }

  /// The quantiles, each once: a feature of few values has few bins.
  private static func bounds(_ sorted: [Double]) -> [Double] {
    var bounds: [Double] = []
    for bin in 1..<bins {
      let bound = sorted[sorted.count * bin / bins]
      if bounds.last.map({ $0 < bound }) ?? true { bounds.append(bound) }
    }
    return bounds
  }
}

/// A table of samples, from which the bins of features' histograms are made: as many samples in each.
///
/// Read as RFC 4180 has it, with names in the first line. Columns that hold anything but numbers are left out.
public struct FeatureTable {
  private static let bins = 10
  private static let mostColumns = 256

  /// The columns in their order.
  public let features: [FeatureBounds]

  /// - Parameter labels: columns that are no features, such as the label itself.
  public init(_ text: String, leavingOut labels: Set<String>, field: String) throws(GeneratorError) {
    var rows = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard rows.count > Self.bins else {
      throw .invalid(field, "\(rows.count) lines", "must hold a line of names and more than \(Self.bins) samples")
    }
    let names = rows.removeFirst().map { Self.unquoted($0) }
    guard names.count <= Self.mostColumns else {
      throw .invalid(field, "\(names.count) columns", "must hold at most \(Self.mostColumns) columns")
    }
    features = names.enumerated().filter { !labels.contains($0.element) }.compactMap { position, name in
      let values = rows.compactMap { row in
        row.indices.contains(position) ? Double(Self.unquoted(row[position])) : nil
      }.filter(\.isFinite)
      guard values.count == rows.count else { return nil }
      return FeatureBounds(name: name, bounds: Self.bounds(values.sorted()))
    }
  }

  private static func unquoted(_ cell: Substring) -> String {
    cell.hasPrefix("\"") && cell.hasSuffix("\"") && cell.count >= 2 ? String(cell.dropFirst().dropLast()) : String(cell)
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

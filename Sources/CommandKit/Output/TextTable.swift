/// Rows in columns, three spaces apart, as kubectl prints them.
public struct TextTable: Sendable, Hashable {
  private static let gap = 3

  public var header: [String]
  public var rows: [[String]]

  public init(_ header: [String], rows: [[String]] = []) { (self.header, self.rows) = (header, rows) }

  /// The lines; the last column is not filled up.
  ///
  /// - Parameters:
  ///   - style: for the header.
  ///   - hasHeader: whether the names of the columns come first.
  ///   - indent: spaces before each line.
  public func lines(_ style: TextStyle, hasHeader: Bool = true, indent: Int = 0) -> [String] {
    let all = (hasHeader ? [header.map(style.dim)] : []) + rows
    let widths = header.indices.map { column in
      all.map { column < $0.count ? TextStyle.width(of: $0[column]) : 0 }.max() ?? 0
    }
    return all.map { row in
      let cells = zip(row, widths).enumerated().map { position, cell in
        position == row.count - 1 ? cell.0 : TextStyle.pad(cell.0, to: cell.1 + Self.gap)
      }
      return String(repeating: " ", count: indent) + cells.joined()
    }
  }
}

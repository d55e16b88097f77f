/// Rows in columns, three spaces apart, as kubectl prints them.
public struct TextTable: Sendable, Hashable {
  private static let gap = 3

  public var header: [String]
  public var rows: [[String]]

  public init(_ header: [String], rows: [[String]] = []) { (self.header, self.rows) = (header, rows) }

  /// How wide each column is, the gap left out.
  ///
  /// - Parameter least: what the columns of a table before had.
  public func widths(hasHeader: Bool = true, least: [Int] = []) -> [Int] {
    let all = (hasHeader ? [header] : []) + rows
    return header.indices.map { column in
      let widest = all.map { column < $0.count ? TextStyle.width(of: $0[column]) : 0 }.max() ?? 0
      return max(widest, column < least.count ? least[column] : 0)
    }
  }

  /// The lines; the last column is not filled up.
  ///
  /// - Parameters:
  ///   - style: for the header.
  ///   - hasHeader: whether the names of the columns come first.
  ///   - widths: those of the columns, where they are not to follow from the rows.
  public func lines(_ style: TextStyle, hasHeader: Bool = true, widths: [Int]? = nil) -> [String] {
    let all = (hasHeader ? [header.map(style.dim)] : []) + rows
    let widths = widths ?? self.widths(hasHeader: hasHeader)
    return all.map { row in
      let cells = zip(row, widths).enumerated().map { position, cell in
        position == row.count - 1 ? cell.0 : TextStyle.pad(cell.0, to: cell.1 + Self.gap)
      }
      return cells.joined()
    }
  }
}

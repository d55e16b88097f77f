import KubeClient
import KubeCore

/// Prints tables of the server's as kubectl does: names of columns in capitals, the namespace first where several are
/// shown.
struct TablePrinter {
  private let isWide: Bool
  private let showsNamespace: Bool
  private var hasHeader: Bool
  private var columns: [Table.Column] = []
  private var rows: [[String]] = []
  /// Those of what has been printed: later rows stand below it.
  private var widths: [Int] = []

  init(_ query: ListQuery) {
    (isWide, showsNamespace, hasHeader) = (query.format == .wide, query.allNamespaces, query.hasHeader)
  }

  mutating func add(_ table: Table) {
    if !table.columnDefinitions.isEmpty { columns = table.columnDefinitions }
    rows += table.rows.map(cells)
  }

  private var shown: [Int] { columns.indices.filter { isWide || (columns[$0].priority ?? 0) == 0 } }

  private func cells(_ row: Table.Row) -> [String] {
    let cells = shown.map { $0 < row.cells.count ? Self.text(row.cells[$0]) : "<none>" }
    return showsNamespace ? [row.object?[["metadata", "namespace"]]?.string ?? ""] + cells : cells
  }

  private static func text(_ cell: JSONValue) -> String {
    switch cell {
    case .null: "<none>"
    case .string(let text): text.isEmpty ? "<none>" : text.split(whereSeparator: \.isNewline).joined(separator: " ")
    default: cell.description
    }
  }

  /// The lines of the rows that came since the last time, the first time below the names of the columns; nothing when
  /// there are no rows.
  mutating func takeLines(_ style: TextStyle) -> [String] {
    guard !rows.isEmpty else { return [] }
    let names = shown.map { columns[$0].name.uppercased() }
    let table = TextTable(showsNamespace ? ["NAMESPACE"] + names : names, rows: rows)
    widths = table.widths(hasHeader: hasHeader, least: widths)
    defer { (rows, hasHeader) = ([], false) }
    return table.lines(style, hasHeader: hasHeader, widths: widths)
  }
}

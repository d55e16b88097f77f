import FoundationEssentials
import KubeCore

/// The rows of a data set that no model was trained on, with their labels.
struct DataSet: Sendable {
  struct Row: Sendable {
    /// The features as JSON numbers, as they stand in the file.
    var features: [Substring]
    var label: String
  }

  let rows: [Row]

  /// Reads `Examples/data/<name>.csv`: features, then the columns `label` and `split`.
  ///
  /// - Throws: ``DemoError`` naming the file, and the line that does not fit.
  init(_ set: ModelSet, examples: String) throws(DemoError) {
    let path = "\(examples)/data/\(set.rawValue).csv"
    guard let data = FileManager.default.contents(atPath: path) else { throw DemoError("cannot read \(path)") }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
    let columns = lines.first?.split(separator: ",").count ?? 0
    var rows: [Row] = []
    for (number, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == columns, columns > 2, fields.dropLast(2).allSatisfy(Self.isNumber) else {
        throw DemoError("\(path): line \(number + 1) must have \(max(0, columns - 2)) numbers, a label and a split")
      }
      guard fields[columns - 1] == "test" else { continue }
      rows.append(Row(features: Array(fields.dropLast(2)), label: String(fields[columns - 2])))
    }
    guard !rows.isEmpty else { throw DemoError("\(path) has no rows of the split \"test\"") }
    self.rows = rows
  }

  /// Whether a field can be sent as it stands: `nan` and `0x10` are numbers to Swift, and none to JSON.
  private static func isNumber(_ field: Substring) -> Bool { (try? JSONParser.parse(Array(field.utf8)))?.double != nil }
}

/// The numbers of a tensor, in row-major order; the protocol allows them flat or as nested rows.
struct TensorData: Decodable, Equatable {
  var values: [Double]

  init(values: [Double]) {
    self.values = values
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      values = try container.decode([Double].self)
    } catch let flat as DecodingError {
      // A flat list with one wrong element must not be reported as a wrong list of rows.
      guard let rows = try? decoder.unkeyedContainer(), Self.isNested(rows) else { throw flat }
      values = try container.decode([[Double]].self).flatMap { $0 }
    }
  }

  private static func isNested(_ container: any UnkeyedDecodingContainer) -> Bool {
    var container = container
    return (try? container.nestedUnkeyedContainer()) != nil
  }
}

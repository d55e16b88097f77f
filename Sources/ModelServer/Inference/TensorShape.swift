/// The extents of a tensor, one a dimension.
struct TensorShape: Decodable, Equatable {
  let extents: [Int]

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    var extents: [Int] = []
    while !container.isAtEnd {
      let number = try container.decode(Double.self)
      guard let extent = Int(exactly: number) else {
        let path = container.codingPath + [IndexKey(intValue: container.currentIndex - 1)]
        throw DecodingError.dataCorrupted(.init(codingPath: path, debugDescription: "is not a whole number"))
      }
      extents.append(extent)
    }
    self.extents = extents
  }
}

/// A place in a list, for the path of an error.
private struct IndexKey: CodingKey {
  let index: Int
  var intValue: Int? { index }
  var stringValue: String { String(index) }

  init(intValue: Int) {
    index = intValue
  }

  init?(stringValue: String) { nil }
}

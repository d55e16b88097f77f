/// The elements of an output tensor.
enum OutputData: Encodable {
  case labels([ClassLabel])
  case numbers([Double])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .labels(let labels): try container.encode(labels)
    case .numbers(let numbers): try container.encode(numbers)
    }
  }
}

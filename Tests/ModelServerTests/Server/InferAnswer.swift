import FoundationEssentials
import Hummingbird
import NIOCore

/// The parts of an infer answer that tests look at.
struct InferAnswer: Decodable {
  struct Parameters: Decodable { let revision: String }
  struct Output: Decodable {
    let name: String
    let datatype: String
    let shape: [Int]
    let data: [ClassOrNumber]
  }
  let model_name: String
  let model_version: String
  let id: String?
  let parameters: Parameters
  let outputs: [Output]

  init(_ body: ByteBuffer) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView))
  }
}

/// An element of an output tensor, as text or as a number.
enum ClassOrNumber: Decodable, Equatable {
  case text(String)
  case number(Double)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      self = .number(try container.decode(Double.self))
    } catch DecodingError.typeMismatch {
      self = .text(try container.decode(String.self))
    }
  }
}

/// What came of a query or a check.
public enum QueryReading: Sendable, Equatable {
  case value(Double)
  /// Why there is no value, for people.
  case fault(String)
  /// What has not ended yet, for people.
  case pending(String)
}

extension QueryReading: Codable {
  private enum CodingKeys: String, CodingKey { case value, fault, pending }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    let value = try members.decodeIfPresent(Double.self, forKey: .value)
    let fault = try members.decodeIfPresent(String.self, forKey: .fault)
    let pending = try members.decodeIfPresent(String.self, forKey: .pending)
    self = value.map(QueryReading.value) ?? fault.map(QueryReading.fault) ?? .pending(pending ?? "")
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    var (value, fault, pending): (Double?, String?, String?) = (nil, nil, nil)
    switch self {
    case .value(let number): value = number
    case .fault(let reason): fault = reason
    case .pending(let state): pending = state
    }
    try members.encodeIfPresent(value, forKey: .value)
    try members.encodeIfPresent(fault, forKey: .fault)
    try members.encodeIfPresent(pending, forKey: .pending)
  }
}

/// Parts of the traffic, told apart by a label of the replicas' counters of requests.
///
/// The fields are described in `fields`, from which the definition is made.
public struct SegmentSettings: Sendable, Hashable {
  public var label: String = ""
  public var values: [String] = []

  public init() {}
}

extension SegmentSettings: FieldObject {
  static let fields: [Field<SegmentSettings>] = [
    Field(
      "label", \.label,
      "The label of the runtime's counters of requests and errors that tells the parts apart, such as `tenant`.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 128) },
    Field(
      "values", \.values,
      "The values of the label that are guarded. More of them make no more false alarms, and each needs more evidence.",
      required: true
    ) {
      $0 = .array(of: .string(maxLength: 128, minLength: 1), maxCount: 16)
      $0.minCount = 1
    },
  ]
}

/// A judge as bytes: small enough for a ConfigMap, exact to the last digit.
///
/// The criteria are in it: a judge is only resumed under those it began with.
public enum JudgeState {
  /// The version of the format. A judge of another version begins anew.
  static let version: UInt8 = 3

  /// The bytes of a judge.
  public static func bytes(of judge: RolloutJudge) -> [UInt8] { sealed(judge) }

  /// The bytes of the judge of an A/B test.
  public static func bytes(of judge: TestJudge) -> [UInt8] { sealed(judge) }

  /// The judge that was stored, whatever its criteria; `nil` for bytes that this version did not write.
  static func judge(from bytes: [UInt8]) -> RolloutJudge? { opened(bytes) }

  /// The judge of an A/B test that was stored; `nil` for bytes that this version did not write.
  public static func testJudge(from bytes: [UInt8]) -> TestJudge? { opened(bytes) }

  /// The judge that was stored; `nil` for bytes that this version did not write, or that belong to other criteria.
  ///
  /// - Parameter steps: the weights of the steps; any when `nil`.
  public static func judge(
    from bytes: [UInt8], configuration: JudgeConfiguration, steps: [Double]? = nil
  ) -> RolloutJudge? {
    guard let judge = judge(from: bytes), judge.configuration == configuration,
      steps.map({ judge.steps == RolloutJudge.shares($0) }) ?? true
    else { return nil }
    return judge
  }

  private static func sealed(_ judge: some Encodable) -> [UInt8] {
    guard let bytes = try? StateEncoder.encode(judge) else { return [] }
    return [version] + bytes + checksum(bytes)
  }

  private static func opened<Judge: Decodable>(_ bytes: [UInt8]) -> Judge? {
    let content = Array(bytes.dropFirst().dropLast(8))
    guard bytes.first == version, Array(bytes.suffix(8)) == checksum(content) else { return nil }
    return try? StateDecoder.decode(Judge.self, from: content)
  }

  /// FNV-1a: whoever edits a state by hand makes the judge begin anew instead of going astray.
  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
  }
}

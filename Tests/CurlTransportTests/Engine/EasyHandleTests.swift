import Testing

@testable import CurlTransport

@Suite struct EasyHandleTests {
  @Test(arguments: [
    (Duration.zero, Int32(1)), (.seconds(-5), 1), (.nanoseconds(1), 1), (.milliseconds(1), 1),
    (.microseconds(1001), 2), (.milliseconds(1500), 1500), (.seconds(86400), 86_400_000),
    (.seconds(Int64.max), .max),
  ] as [(Duration, Int32)])
  func durationsInMilliseconds(duration: Duration, milliseconds: Int32) {
    #expect(duration.clampedMilliseconds == milliseconds)
  }
}

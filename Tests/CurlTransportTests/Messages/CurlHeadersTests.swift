import CurlTransport
import Testing

@Suite struct CurlHeadersTests {
  @Test func namesCompareWithoutCase() {
    let headers: CurlHeaders = ["Content-Type": "text/plain", "X-A": "1", "x-a": "2"]
    #expect(headers["content-type"] == "text/plain")
    #expect(headers["X-a"] == "1")
    #expect(headers.values(for: "X-A") == ["1", "2"])
    #expect(headers["content_type"] == nil)
    #expect(headers["Content[Type"] == nil)
  }

  @Test func orderStays() {
    var headers: CurlHeaders = ["b": "1", "a": "2"]
    headers.append("b", "3")
    #expect(headers.map(\.name) == ["b", "a", "b"])
    #expect(headers.map(\.value) == ["1", "2", "3"])
  }
}

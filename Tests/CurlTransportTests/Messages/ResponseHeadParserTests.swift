import Testing

@testable import CurlTransport

@Suite struct ResponseHeadParserTests {
  private static func outcomes(_ lines: [String]) -> [ResponseHeadParser.Outcome] {
    var parser = ResponseHeadParser()
    return lines.map { parser.receive(line: Array("\($0)\r\n".utf8)) }
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK", 200, CurlHTTPVersion.http1_1), ("HTTP/1.0 404 Not Found", 404, .http1_0),
    ("HTTP/2 503 ", 503, .http2), ("HTTP/2 204", 204, .http2),
  ] as [(String, Int, CurlHTTPVersion)])
  func statusLines(line: String, status: Int, version: CurlHTTPVersion) {
    let head = ResponseHead(status: status, httpVersion: version, headers: [:])
    #expect(Self.outcomes([line, ""]) == [.incomplete, .head(head)])
  }

  @Test(arguments: [
    "", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000 OK", "HTTP/1.1 abc OK", "HTTP/9 200 OK", "ICY 200 OK",
    "HTTP/1.1 -12 OK", "HTTP/1.1 099 OK",
  ])
  func malformedStatusLines(line: String) {
    #expect(Self.outcomes([line]) == [.malformed("the head of the response is malformed")])
  }

  @Test func fieldsAreTrimmedAndKeepTheirOrder() {
    let lines = ["HTTP/1.1 200 OK", "B: 1", "a:\t 2 \t", "Empty:", "folded: x", "  y", ""]
    let headers: CurlHeaders = ["B": "1", "a": "2", "Empty": "", "folded": "x y"]
    #expect(Self.outcomes(lines).last == .head(ResponseHead(status: 200, httpVersion: .http1_1, headers: headers)))
  }

  @Test func interimResponsesAndTrailersAreSkipped() {
    let lines = ["HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/1.1 200 OK", "A: 1", "", "Trailer: 2", ""]
    let head = ResponseHead(status: 200, httpVersion: .http1_1, headers: ["A": "1"])
    let outcomes = Self.outcomes(lines)
    #expect(outcomes[5] == .head(head))
    #expect(outcomes.filter { $0 == .incomplete }.count == lines.count - 1)
  }

  @Test func fieldWithoutColonIsMalformed() {
    #expect(Self.outcomes(["HTTP/1.1 200 OK", "nonsense"]).last == .malformed("the head of the response is malformed"))
  }
}

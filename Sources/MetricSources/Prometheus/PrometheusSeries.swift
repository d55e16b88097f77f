import KubeCore

/// One series of an answer of Prometheus' HTTP API, with its samples in order.
struct PrometheusSeries: Sendable, Hashable {
  struct Point: Sendable, Hashable {
    /// Wall-clock seconds.
    var time: Double
    var value: Double
  }

  var labels: [String: String]
  var points: [Point] = []
  /// What it holds instead when it is of native histograms.
  var histograms: [PrometheusHistogram] = []

  /// The most series that are read.
  static let mostSeries = 50_000

  /// Reads a vector, a matrix or a scalar.
  static func all(from body: [UInt8]) throws(ProviderFailure) -> [PrometheusSeries] {
    let root: JSONValue
    do { root = try JSONParser.parse(body) } catch {
      throw ProviderFailure(.unreadable, "the answer is not JSON")
    }
    guard root["status"]?.string == "success", let data = root["data"] else {
      throw ProviderFailure(.refused, root["error"]?.string ?? "the answer has no status")
    }
    let result = data["result"]
    if data["resultType"]?.string == "scalar" {
      return [PrometheusSeries(labels: [:], points: result.flatMap(point).map { [$0] } ?? [])]
    }
    guard let items = result?.array, items.count <= mostSeries else {
      throw ProviderFailure(.unreadable, "the answer has no series, or more than \(mostSeries)")
    }
    return items.map { item in
      let labels = item["metric"]?.object?.compactMap { key, value in value.string.map { (key, $0) } } ?? []
      let points = item["values"]?.array ?? item["value"].map { [$0] } ?? []
      return PrometheusSeries(
        labels: Dictionary(labels, uniquingKeysWith: { $1 }), points: points.compactMap(point),
        histograms: (item["histograms"]?.array ?? []).compactMap(PrometheusHistogram.init))
    }
  }

  private static func point(_ pair: JSONValue) -> Point? {
    guard let time = pair[0]?.double, let text = pair[1]?.string, let value = number(text) else { return nil }
    return Point(time: time, value: value)
  }

  static func number(_ text: String) -> Double? {
    switch text {
    case "+Inf": .infinity
    case "-Inf": -.infinity
    case "NaN": .nan
    default: Double(text)
    }
  }
}

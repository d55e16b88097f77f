import Synchronization

/// The metric families of a process, and their text for a scrape.
///
/// Families are declared once, where the component that counts is made, and a second declaration that says the same
/// returns the first family. A family holds a bounded number of series; samples beyond the bound are counted in
/// `metrics_dropped_samples_total{family}`, which appears with the first of them.
public final class MetricsRegistry: Sendable {
  /// The most series of a family unless its declaration says otherwise: 1000.
  public static let defaultSeriesLimit = 1000
  /// The media type of ``exposition()``.
  public static let contentType = ExpositionText.contentType

  private let families = Mutex<[String: any MetricFamily]>([:])
  private let collectors = Mutex<[@Sendable () -> [MetricSnapshot]]>([])

  public init() {}

  /// Declares a counter; by convention its name ends in `_total`.
  /// - Throws: ``ObservabilityError`` for a name that is not allowed, or taken by another declaration.
  public func makeCounter(
    _ name: String, help: String, labels: [String] = [], seriesLimit: Int = defaultSeriesLimit
  ) throws(ObservabilityError) -> Counter {
    let description = try MetricDescription(name: name, help: help, kind: .counter, labels: labels)
    return try register(Counter(description: description, limit: seriesLimit)) { _ in true }
  }

  /// Declares a gauge.
  /// - Throws: ``ObservabilityError`` for a name that is not allowed, or taken by another declaration.
  public func makeGauge(
    _ name: String, help: String, labels: [String] = [], seriesLimit: Int = defaultSeriesLimit
  ) throws(ObservabilityError) -> Gauge {
    let description = try MetricDescription(name: name, help: help, kind: .gauge, labels: labels)
    return try register(Gauge(description: description, limit: seriesLimit)) { _ in true }
  }

  /// Declares a histogram over these upper bounds; the infinite bucket is added.
  /// - Throws: ``ObservabilityError`` for a name or buckets that are not allowed, or a name taken by another
  ///   declaration.
  public func makeHistogram(
    _ name: String, help: String, labels: [String] = [], buckets: [Double], seriesLimit: Int = defaultSeriesLimit
  ) throws(ObservabilityError) -> Histogram {
    let description = try MetricDescription(name: name, help: help, kind: .histogram, labels: labels)
    let histogram = try Histogram(description: description, buckets: buckets, limit: seriesLimit)
    return try register(histogram) { $0.buckets == buckets }
  }

  /// Asks for families that something else keeps, at each scrape: what is not asked for costs nothing.
  ///
  /// One whose name or labels are not allowed, or whose name is taken, is left out.
  public func collect(_ snapshots: @escaping @Sendable () -> [MetricSnapshot]) {
    collectors.withLock { $0.append(snapshots) }
  }

  /// Deletes, in every family that has all these labels, the series with these values.
  ///
  /// For what has gone for good, such as a revision: its series would otherwise be scraped until the process ends.
  /// - Returns: How many series were deleted.
  @discardableResult
  public func removeSeries(where labels: [String: String]) -> Int {
    families.withLock { Array($0.values) }.reduce(0) { $0 + $1.removeSeries(where: labels) }
  }

  /// The families in the text format, ordered by name and label values.
  public func exposition() -> String {
    let families = families.withLock { $0.values.sorted { $0.description.name < $1.description.name } }
    let snapshots = collectors.withLock { $0 }.flatMap { $0() }
    var text = ExpositionText()
    var rest = snapshots.compactMap { CollectedFamily($0) }.sorted { $0.description.name < $1.description.name }[...]
    var last = ""
    func writeCollected(before name: String?) {
      while let next = rest.first, name.map({ next.description.name < $0 }) ?? true {
        rest.removeFirst()
        guard next.description.name != last else { continue }
        last = next.description.name
        next.write(into: &text)
      }
    }
    for family in families {
      writeCollected(before: family.description.name)
      last = family.description.name
      text.writeHeader(family.description)
      family.writeSamples(into: &text)
    }
    writeCollected(before: nil)
    writeDroppedSamples(of: families, into: &text)
    return text.text
  }

  private func writeDroppedSamples(of families: [any MetricFamily], into text: inout ExpositionText) {
    let dropping = families.filter { $0.droppedSamples > 0 }
    guard !dropping.isEmpty else { return }
    text.writeHeader(Self.droppedSamples)
    for family in dropping {
      text.writeSample(
        Self.droppedSamples.name, labels: Self.droppedSamples.labels, values: [family.description.name],
        value: Double(family.droppedSamples))
    }
  }

  private static let droppedSamples = MetricDescription(
    checkedName: "metrics_dropped_samples_total",
    help: "Samples dropped because their family holds as many series as it may.", kind: .counter, labels: ["family"])

  private func register<Family: MetricFamily>(
    _ family: Family, sameShape: (Family) -> Bool
  ) throws(ObservabilityError) -> Family {
    let name = family.description.name
    guard name != Self.droppedSamples.name else { throw Self.conflict(over: name) }
    let existing = families.withLock { families -> (any MetricFamily)? in
      if let existing = families[name] { return existing }
      families[name] = family
      return nil
    }
    guard let existing else { return family }
    guard let same = existing as? Family, same.description == family.description, sameShape(same) else {
      throw Self.conflict(over: name)
    }
    return same
  }

  private static func conflict(over name: String) -> ObservabilityError {
    ObservabilityError(code: .conflictingDeclaration, message: "declared otherwise before", subject: name)
  }
}

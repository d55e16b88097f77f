import Statistics

/// The weights of a canary that follow from its traffic, for a router that can give any share.
///
/// The first weight costs about 30 requests between two scrapes if the candidate fails them all, each next one is about
/// three times as large, and the last is a third: it gives nine tenths of the information of one half at two thirds of
/// the harm.
///
/// Source: the statistics study, section 2.
public enum AutomaticWeights {
  /// Ascending shares from 0 to 1, with three decimals; after the last comes all of the traffic.
  public static func weights(requestsPerScrape: Double) -> [Double] {
    let first = requestsPerScrape > 0 ? min(max(30 / requestsPerScrape, 0.01), 0.25) : 0.25
    let last = 1.0 / 3
    let growth = LogDomain.log(last / first)
    let count = max((growth / LogDomain.log(3)).rounded(), 1)
    return (0...Int(count)).map { index in
      let weight = first * LogDomain.exp(growth * Double(index) / count)
      return (weight * 1000).rounded() / 1000
    }
  }
}

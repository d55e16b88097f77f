extension LeadershipStatus {
  /// What client-go would report of this election.
  ///
  /// - Parameter lease: the name of the lease.
  public func families(lease: String) -> [MetricFamily] {
    [
      MetricFamily(
        "leader_election_master_status", .gauge, "Whether this process leads: 1 or 0.", labels: ["name"],
        [([lease], isLeading ? 1 : 0)])
    ]
  }
}

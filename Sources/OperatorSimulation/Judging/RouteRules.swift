import KubeCore
import SlipwayAPI

/// Who gets traffic where a route or a switch divides it, between one moment and the next: S2, S3, S7 and S8.
struct RouteRules {
  let key: ObjectKey
  let before: Family
  let after: Family
  let context: InvariantContext

  var violations: [Violation] {
    guard let model = after.model, after.apex?.controller == model.uid else { return [] }
    return context.worldIsDisturbed ? oneColour : oneColour + capacity + shadow
  }

  private var oneColour: [Violation] {
    guard after.status?.step?.strategy == .blueGreen, after.status?.candidate != nil, let admitted = after.admitted,
      admitted.count > 1
    else { return [] }
    return [Violation(.s7, "\(key): \(admitted.sorted().joined(separator: " and ")) get traffic at once")]
  }

  private var capacity: [Violation] {
    // The first version has its route before anybody can answer.
    guard let weights = after.weights, after.status?.stable != nil else { return [] }
    let (was, ready) = (before.weights ?? [:], after.ready)
    return weights.sorted { $0.key < $1.key }.flatMap { revision, weight -> [Violation] in
      // Shares are rounded to hundredths of a per cent: two of three replicas carry 66.67%.
      let needed = BasisPoints(rawValue: Int((weight * 10_000).rounded()) - 1).share(of: after.replicas)
      var found: [Violation] = []
      if weight > was[revision] ?? 0, ready[revision] ?? 0 < needed {
        let count = ready[revision] ?? 0
        found.append(Violation(.s2, "\(key): \(revision) gets a share for \(needed) replicas with \(count) ready"))
      }
      let (kept, keptBefore) = (after.kept(revision), before.kept(revision))
      if kept < needed, kept < keptBefore {
        found.append(Violation(.s3, "\(key): \(kept) of \(needed) replicas are kept for the share of \(revision)"))
      }
      return found
    }
  }

  private var shadow: [Violation] {
    guard let mirror = after.mirror else { return [] }
    if after.weights?[mirror.revision] ?? 0 > 0 {
      return [Violation(.s8, "\(key): \(mirror.revision) gets copies of requests and answers others")]
    }
    guard before.mirror?.revision == mirror.revision, before.kept(mirror.revision) > 0, after.kept(mirror.revision) == 0
    else { return [] }
    return [Violation(.s8, "\(key): the replicas of \(mirror.revision) are taken away while it gets copies")]
  }

  /// S9: what a route must have as it is written.
  static func violations(of route: JSONValue, named key: ObjectKey) -> [Violation] {
    let total = RoutedTraffic(route).backends?.reduce(0) { $0 + $1.weight } ?? 0
    return total > 0 ? [] : [Violation(.s9, "\(key) leads the requests that no rule takes to nobody")]
  }
}

extension Family {
  /// Replicas of a revision that are ready and are to stay.
  func kept(_ revision: String) -> Int { min(desired[revision] ?? 0, ready[revision] ?? 0) }
}

/// The estimated cost of one call by one overload.
struct CallEstimator {
  typealias Outcome = (cost: Estimate, size: Estimate?)

  let function: String
  let overload: String
  let target: Expression?
  let arguments: [Expression]
  /// The costs of the arguments themselves.
  let costs: [Estimate]

  func estimate(_ estimator: inout CostEstimator, of expression: Expression) -> Outcome {
    let sum = costs.reduce(Estimate(exactly: 0)) { $0.adding($1) }
    if let own = list(&estimator) ?? kubernetes(&estimator) { return (own.cost.adding(sum), own.size) }
    if let own = text(&estimator) { return (own.cost.adding(sum), own.size) }
    switch overload {
    case "logical_or", "logical_and": return (Estimate(costs[0].least, costs[0].adding(costs[1]).most), nil)
    case "conditional":
      let size = (size(arguments[1], &estimator)).union(size(arguments[2], &estimator))
      estimator.setEntries(
        expression, estimator.entries(arguments[1])?.union(estimator.entries(arguments[2])))
      return (costs[0].adding(costs[1].union(costs[2])), size)
    case "add_string", "add_bytes", "add_list":
      let size = self.size(arguments[0], &estimator).adding(size(arguments[1], &estimator))
      estimator.setEntries(
        expression, estimator.entries(arguments[0])?.union(estimator.entries(arguments[1])))
      return ((overload == "add_list" ? Estimate(exactly: 1) : size.multiplied(by: 0.1)).adding(sum), size)
    case "less_string", "greater_string", "less_equals_string", "greater_equals_string", "less_bytes",
      "greater_bytes", "less_equals_bytes", "greater_equals_bytes", "equals", "not_equals":
      let most = min(size(arguments[0], &estimator).most, size(arguments[1], &estimator).most)
      return (Estimate(most > 0 ? 1 : 0, most).multiplied(by: 0.1).adding(sum), nil)
    default: return (Estimate(exactly: 1).adding(sum), nil)
    }
  }

  private func size(_ expression: Expression, _ estimator: inout CostEstimator) -> Estimate {
    estimator.size(expression) ?? .unknown
  }

  // MARK: - Text

  private func text(_ estimator: inout CostEstimator) -> Outcome? {
    switch overload {
    case "string_format": return target.map { (size($0, &estimator).multiplied(by: 0.1), nil) }
    case "string_to_bytes":
      let size = self.size(arguments[0], &estimator)
      return (size.multiplied(by: 0.1), Estimate(size.least, size.most.multipliedWithoutOverflow(by: 4)))
    case "bytes_to_string":
      let size = self.size(arguments[0], &estimator)
      return (size.multiplied(by: 0.1), Estimate(size.least / 4, size.most))
    case "strings_quote":
      let size = self.size(arguments[0], &estimator)
      return (
        size.multiplied(by: 0.1),
        Estimate(
          size.least.addingWithoutOverflow(2),
          size.most.multipliedWithoutOverflow(by: 2).addingWithoutOverflow(2))
      )
    case "starts_with_string", "ends_with_string": return (size(arguments[0], &estimator).multiplied(by: 0.1), nil)
    case "in_list": return (size(arguments[1], &estimator), nil)
    case "matches_string": return target.map { (pattern($0, arguments[0], &estimator), nil) }
    case "contains_string":
      return target.map {
        (size($0, &estimator).multiplied(by: 0.1).multiplied(by: size(arguments[0], &estimator).multiplied(by: 0.1)), nil)
      }
    default: return nil
    }
  }

  private func pattern(_ text: Expression, _ pattern: Expression, _ estimator: inout CostEstimator) -> Estimate {
    size(text, &estimator).adding(Estimate(exactly: 1)).multiplied(by: 0.1)
      .multiplied(by: size(pattern, &estimator).multiplied(by: 0.25))
  }

  // MARK: - Lists and sets of the language's extensions

  private func list(_ estimator: inout CostEstimator) -> Outcome? {
    func made(_ size: Estimate, _ factor: Double) -> Outcome {
      (size.multiplied(by: factor).adding(Estimate(exactly: 11)), size)
    }
    switch overload {
    case "list_slice":
      guard let target else { return nil }
      let end = integer(arguments[1]) ?? self.size(target, &estimator).most
      return made(Estimate(exactly: end &- (integer(arguments[0]) ?? 0)), 1)
    case "lists_range": return made(Estimate(exactly: integer(arguments[0]) ?? .max), 1)
    case "list_reverse": return target.map { made(self.size($0, &estimator), 1) }
    case "list_flatten": return target.map { made(self.size($0, &estimator), 1) }
    case "list_flatten_int":
      return target.map { made(self.size($0, &estimator), Double(integer(arguments[0]) ?? .max)) }
    case "list_distinct":
      guard let target else { return nil }
      let size = self.size(target, &estimator)
      return made(size.multiplied(by: size), 2)
    case "list_sets_contains_list", "list_sets_intersects_list", "list_sets_equivalent_list":
      let pairs = size(arguments[0], &estimator).multiplied(by: size(arguments[1], &estimator))
      let factor = overload == "list_sets_equivalent_list" ? 2.0 : 1
      return (pairs.multiplied(by: factor).adding(Estimate(exactly: 1)), nil)
    default: break
    }
    let isSort = overload.hasSuffix("_sort")
    guard isSort || overload.hasSuffix("_sortByAssociatedKeys"), let keys = isSort ? target : arguments.first else {
      return nil
    }
    let isText = overload.hasPrefix("list_string") || overload.hasPrefix("list_bytes")
    let size = self.size(keys, &estimator)
    return made(size.multiplied(by: size), isText ? 2.1 : 2)
  }

  private func integer(_ expression: Expression) -> UInt64? {
    guard case .literal(.int(let int)) = expression.kind else { return nil }
    return UInt64(clamping: int)
  }

  // MARK: - Kubernetes

  private func kubernetes(_ estimator: inout CostEstimator) -> Outcome? {
    switch function {
    case "check": return (Estimate(exactly: 350_000), nil)
    case "serviceAccount", "path", "group", "resource", "subresource", "namespace", "name", "allowed", "reason",
      "error", "errored", "sign", "asInteger", "isInteger", "asApproximateFloat", "isGreaterThan", "isLessThan",
      "compareTo", "add", "sub", "major", "minor", "patch", "getScheme", "getHostname", "getHost", "getPort",
      "getEscapedPath", "getQuery", "masked", "prefixLength", "family", "isUnspecified", "isLoopback",
      "isLinkLocalMulticast", "isLinkLocalUnicast", "isGlobalUnicast", "format.named":
      return (Estimate(exactly: 1), nil)
    case "fieldSelector", "labelSelector":
      let size = self.size(arguments[0], &estimator)
      let requirements = size.multiplied(by: 0.5).multiplied(by: 50)
      return (Estimate(exactly: 10).adding(size.multiplied(by: 0.1)).adding(requirements), nil)
    case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf": return target.map { (elements($0, &estimator), nil) }
    case "url":
      let size = self.size(arguments[0], &estimator)
      return (size.multiplied(by: 0.1), size)
    case "lowerAscii", "upperAscii", "substring", "trim":
      guard let target else { return nil }
      let size = self.size(target, &estimator)
      return (size.multiplied(by: 0.1), size)
    case "replace": return target.map { replace($0, &estimator) }
    case "split": return target.map { split($0, &estimator) }
    case "join": return target.map { join($0, &estimator) }
    case "find", "findAll":
      guard let target else { return nil }
      return (pattern(target, arguments[0], &estimator), Estimate(0, size(target, &estimator).most))
    case "ip" where overload == "cidr_ip": return (Estimate(exactly: 1), nil)
    case "cidr", "isIP", "isCIDR", "ip", "quantity", "isQuantity", "semver", "isSemver":
      return (size(arguments[0], &estimator).multiplied(by: 0.1), nil)
    case "ip.isCanonical": return (size(arguments[0], &estimator).multiplied(by: 0.2), nil)
    case "containsIP", "containsCIDR": return (range(&estimator), nil)
    case "validate": return (size(arguments[0], &estimator).multiplied(by: 0.1).multiplied(by: 128 * 0.25), nil)
    case Operators.equals: return equality(&estimator)
    default: return nil
    }
  }

  private func elements(_ target: Expression, _ estimator: inout CostEstimator) -> Estimate {
    let size = self.size(target, &estimator)
    guard case .list(let element) = target.type else { return size.multiplied(by: 0.1) }
    var each = Estimate(exactly: 1)
    if element == .string || element == .bytes {
      let path = estimator.path(target)
      let declared = path.isEmpty ? nil : estimator.declaredSize(path + ["@items"])
      each = each.adding((declared ?? .unknown).multiplied(by: 0.1))
    }
    return size.multiplied(by: each)
  }

  private func replace(_ target: Expression, _ estimator: inout CostEstimator) -> Outcome {
    let size = self.size(target, &estimator)
    let old = self.size(arguments[0], &estimator)
    let new = self.size(arguments[1], &estimator)
    var count = Estimate(exactly: 0)
    var kept = Estimate(exactly: 0)
    if old.least == 0 {
      count.most = size.most.addingWithoutOverflow(1)
      kept.most = size.most
    } else if new.most <= old.least {
      kept.most = size.most
    } else {
      count.most = Self.quotient(size.most, old.least)
    }
    if old.most == 0 {
      count.least = size.least.addingWithoutOverflow(1)
      kept.least = size.least
    } else if old.most <= new.least {
      kept.least = size.least
    } else {
      count.least = Self.quotient(size.least, old.most)
    }
    return (size.multiplied(by: 0.2), count.multiplied(by: new).adding(kept))
  }

  private static func quotient(_ size: UInt64, _ part: UInt64) -> UInt64 {
    let quotient = (Double(size) / Double(part)).rounded(.up)
    return quotient >= 0x1p64 ? .max : UInt64(quotient)
  }

  private func split(_ target: Expression, _ estimator: inout CostEstimator) -> Outcome {
    let size = self.size(target, &estimator)
    var most = size.most
    if arguments.count > 1, case .literal(.int(let limit)) = arguments[1].kind { most = UInt64(bitPattern: limit) }
    return (size.multiplied(by: 0.2), Estimate(0, most))
  }

  private func join(_ target: Expression, _ estimator: inout CostEstimator) -> Outcome {
    let count = size(target, &estimator)
    var size = Estimate(exactly: 0)
    if case .list = target.type {
      let path = estimator.path(target)
      let element = path.isEmpty ? nil : estimator.declaredSize(path + ["@items"])
      size = count.multiplied(by: element ?? .unknown)
    }
    if let separator = arguments.first {
      let gaps = Estimate(count.least > 0 ? count.least - 1 : 0, count.most > 0 ? count.most - 1 : 0)
      size = size.adding(self.size(separator, &estimator).multiplied(by: gaps))
    }
    return (size.multiplied(by: 0.1), size)
  }

  private func range(_ estimator: inout CostEstimator) -> Estimate {
    let address = Estimate(4, 16)
    var cost = address.adding(address).multiplied(by: 0.1)
    if function == "containsCIDR" {
      cost = cost.adding(address.multiplied(by: 0.1)).adding(Estimate(exactly: 1))
    }
    guard overload.hasSuffix("_string") else { return cost }
    return cost.adding(size(arguments[0], &estimator).multiplied(by: 0.1))
  }

  private func equality(_ estimator: inout CostEstimator) -> Outcome? {
    guard case .named(let name) = arguments[0].type, arguments[0].type == arguments[1].type else { return nil }
    switch name {
    case "kubernetes.NamedFormat": return (Estimate(1, 64).multiplied(by: 0.1), nil)
    case "kubernetes.URL":
      let size = estimator.size(arguments[1]) ?? Estimate(exactly: 1)
      return (Estimate(1, size.most).multiplied(by: 0.1), nil)
    default: return (Estimate(exactly: 1), nil)
    }
  }
}

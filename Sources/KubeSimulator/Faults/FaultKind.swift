/// What can go wrong, by the names that plans use.
public enum FaultKind: String, Sendable, Hashable, CaseIterable {
  // MARK: A process ends, and another one is started

  /// The process dies before the request leaves it.
  case crashBefore = "crash-before"
  /// The process dies when the request has taken effect and its answer is on the way.
  case crashAfterCommit = "crash-after-commit"
  /// The process dies when it has got the answer, and before it makes another request.
  case crashAfterAnswer = "crash-after-answer"
  /// As `crash-after-commit`; the next process finds a replica of the API server that lags the given number of writes
  /// behind, for ten seconds (time travel).
  case crashIntoPast = "crash-into-past"

  // MARK: A request goes wrong

  /// The server refuses with the given status. See ``FaultStatus`` for those that are not plain HTTP.
  case refuse
  /// No connection can be made.
  case unreachable
  /// The certificate is not trusted.
  case untrusted
  /// The request is lost, and the client learns so from its own time limit.
  case timeOutBefore = "time-out-before"
  /// The request takes effect, its answer is lost, and the client waits for its own time limit.
  case timeOutAfter = "time-out-after"
  /// The connection breaks before the request has taken effect.
  case cutBefore = "cut-before"
  /// The request takes effect, and then the connection breaks.
  case cutAfter = "cut-after"
  /// The answer takes the given number of seconds.
  case slow
  /// The body of the answer ends in the middle, in good order.
  case truncate
  /// The body of the answer is no JSON.
  case garble
  /// A proxy answers instead of the server: 200, and a page of HTML.
  case page
  /// From this request on, for ten seconds, all lists from a cache and all watches come from a replica that lags the
  /// given number of writes behind. Watches that are open break.
  case stale

  // MARK: A watch goes wrong

  /// The connection breaks before the event.
  case cut
  /// The server ends the watch in good order before the event.
  case end
  /// The connection breaks in the middle of the event.
  case tear
  /// The event comes twice.
  case twice
  /// The event, and all after it on this watch, come the given number of seconds late.
  case hold
  /// The watch breaks before the event and cannot be opened for the given number of seconds; by then the server has
  /// forgotten the event, so that only a list tells what has become of it.
  case skip
  /// Instead of the event the server says that the version is too old (410).
  case expire
  /// Instead of the event the server says that it has failed (500).
  case fail
  /// The watch stays open and says nothing any more.
  case silence

  // MARK: The metrics go wrong

  /// No pod answers.
  case noMetrics = "no-metrics"
  /// The counters are not numbers.
  case nan
  /// The counters are infinite.
  case infinite
  /// The counters are negative.
  case negative
  /// The counters are a tenth lower than they should be: those of an earlier read.
  case old
  /// The counters start again from zero, once.
  case reset
  /// Only the stable version's pods answer.
  case partial

  // MARK: Something happens to the cluster, a node or the process at a point in time

  /// The process stands still for the given number of seconds, clocks running on, and then goes on where it was.
  case pause
  /// The process's wall clock jumps by the given number of seconds.
  case stepWall = "step-wall"
  /// The process is told to stop, and another one is started when it has.
  case restart
  /// Another process of the operator runs beside the first one for the given number of seconds.
  case twin
  /// The process stands still for the given number of seconds, while another one takes its place; then both run for
  /// a while.
  case usurp
  /// The API server cannot be reached for the given number of seconds, and all watches break.
  case outage
  /// The API server forbids everything (403) for the given number of seconds.
  case forbid
  /// The API server forgets the history of writes.
  case compact
  /// The process of the n-th pod, by name, dies and is started anew in its place.
  case podCrash = "pod-crash"
  /// The n-th pod, by name, is deleted.
  case podVanish = "pod-vanish"
  /// No pod is ready for the given number of seconds.
  case nodeLost = "node-lost"
  /// Somebody deletes the n-th Deployment, by name.
  case deleteDeployment = "delete-deployment"
  /// Somebody deletes the n-th Service, by name.
  case deleteService = "delete-service"
  /// Somebody gives every Deployment the given number of replicas.
  case scale
  /// Somebody changes the selector of the n-th Service, by name.
  case editSelector = "edit-selector"
}

extension FaultKind {
  /// The places where it can strike.
  public var places: [Fault.Place] {
    switch self {
    case .crashBefore, .crashAfterCommit, .crashAfterAnswer, .crashIntoPast, .refuse, .unreachable, .untrusted,
      .timeOutBefore, .timeOutAfter, .cutBefore, .cutAfter, .slow, .truncate, .garble, .page, .stale:
      [.call]
    case .cut, .end, .tear, .twice, .hold, .skip, .expire, .fail, .silence: [.event]
    case .noMetrics, .nan, .infinite, .negative, .old, .reset, .partial: [.scrape]
    case .pause, .stepWall, .restart, .twin, .usurp, .outage, .forbid, .compact, .podCrash, .podVanish, .nodeLost,
      .deleteDeployment, .deleteService, .scale, .editSelector:
      [.second]
    }
  }

  /// The argument when a plan does not name one; `nil` for kinds that have none.
  public var defaultArgument: Int? {
    switch self {
    case .refuse: 500
    case .slow: 5
    case .stale, .crashIntoPast: 6
    case .hold: 3
    case .skip: 4
    case .pause: 60
    case .usurp: 40
    case .stepWall: 3600
    case .twin, .outage, .forbid: 20
    case .nodeLost: 10
    case .podCrash, .podVanish, .deleteDeployment, .deleteService, .scale, .editSelector: 1
    default: nil
    }
  }

  /// Whether the pods themselves suffer, or somebody else's hand changes the objects.
  public var changesWorld: Bool {
    switch self {
    case .podCrash, .podVanish, .nodeLost, .deleteDeployment, .deleteService, .scale, .editSelector: true
    default: false
    }
  }

  /// Whether what the program sees can be older than what it could know, or its clock other than the cluster's.
  public var deceives: Bool {
    switch self {
    case .stale, .crashIntoPast, .hold, .skip, .silence, .pause, .usurp, .twin, .stepWall, .outage, .forbid, .cut,
      .tear, .end, .expire, .fail, .slow, .timeOutBefore, .timeOutAfter:
      true
    default: false
    }
  }
}

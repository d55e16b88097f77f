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
  /// The watch ends before the event, and for the given number of seconds every watch ends as soon as it is open.
  case flap

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
  /// The answers take the given number of seconds.
  case late

  // MARK: Something happens to the cluster, a node or the process at a point in time

  /// The process stands still for the given number of seconds, clocks running on, and then goes on where it was.
  case pause
  /// The process's wall clock jumps by the given number of seconds.
  case stepWall = "step-wall"
  /// The clocks of the process run at the given percentage of the speed of all others, until it ends.
  case drift
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
  /// The API server takes no credentials (401) for the given number of seconds.
  case unauthorize
  /// The role lacks its n-th permission, in order of resources and verbs, for twenty seconds (403).
  case revoke
  /// Admission refuses to have objects made or changed for the given number of seconds, but for statuses (403).
  case deny
  /// A quota refuses to have objects made for the given number of seconds (403).
  case quota
  /// Admission adds an annotation to each object that is made or changed, for the given number of seconds.
  case mutate
  /// The API server forgets the history of writes.
  case compact
  /// The definition is replaced by one that knows more fields, and another operator sets one of them in the status.
  case upgrade
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
  /// Somebody takes the owner references from the n-th Deployment, by name, and puts them back ten seconds later.
  case disown
  /// Somebody takes the label of its manager from the n-th Deployment, by name, and puts it back ten seconds later.
  case unlabel
  /// Somebody adds a finalizer to the n-th Deployment, by name, and takes it away ten seconds later.
  case finalize
  /// The controller of routes stands still for the given number of seconds: what is written into a route has to wait.
  case deafRouter = "deaf-router"
  /// The controller of routes refuses every route for the given number of seconds.
  case refuseRoute = "refuse-route"
  /// Somebody deletes the route.
  case deleteRoute = "delete-route"
  /// Somebody gives the first version in the route all requests that no rule takes.
  case editRoute = "edit-route"
  /// Everything that belongs to the ModelDeployment is changed the given number of times at one instant.
  case storm
}

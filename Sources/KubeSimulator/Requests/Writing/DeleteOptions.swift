import KubeCore
import KubeSchema

/// The options of a deletion, from its body or its query.
struct DeleteOptions: Sendable {
  enum Propagation: String, Sendable {
    case background = "Background"
    case foreground = "Foreground"
    case orphan = "Orphan"

    /// What holds the object until its dependents have been seen to.
    var finalizer: String? {
      switch self {
      case .background: nil
      case .foreground: "foregroundDeletion"
      case .orphan: "orphan"
      }
    }

    static let finalizers = ["orphan", "foregroundDeletion"]
  }

  var uid: String?
  var resourceVersion: String?
  var gracePeriodSeconds: Int64?
  /// What becomes of dependents; `nil` leaves it to the finalizers that the object has already.
  var propagation: Propagation?
  var isDryRun = false
  /// What the client is told of a choice that it left open.
  private(set) var warning: String?

  init() {}

  init(_ request: ResourceRequest) throws(APIFailure) {
    let body = request.body.isEmpty ? [:] : try Self.body(of: request)
    // Options in the body are all that counts.
    let query = request.body.isEmpty ? request.options : [:]
    let dryRun = body["dryRun"]?.elements ?? query["dryRun"].map { [.string($0)] } ?? []
    if dryRun.contains(where: { $0 != "All" }) {
      throw .invalid(
        group: "meta.k8s.io", kind: "DeleteOptions", "",
        [.notSupported("dryRun", .array(dryRun), supported: ["All"])])
    }
    uid = body["preconditions"]?["uid"]?.string
    resourceVersion = body["preconditions"]?["resourceVersion"]?.string
    gracePeriodSeconds =
      body["gracePeriodSeconds"]?.integer ?? query["gracePeriodSeconds"].flatMap { Int64($0) }
    isDryRun = dryRun.contains("All")
    if let text = body["propagationPolicy"]?.string ?? query["propagationPolicy"] {
      guard let policy = Propagation(rawValue: text) else {
        throw .invalid(
          group: "meta.k8s.io", kind: "DeleteOptions", "",
          [.notSupported("propagationPolicy", .string(text), supported: ["Foreground", "Background", "Orphan", "nil"])])
      }
      propagation = policy
    }
    if body["propagationPolicy"] != nil, body["orphanDependents"] != nil {
      throw .invalid(
        group: "meta.k8s.io", kind: "DeleteOptions", "",
        [
          .invalid(
            "propagationPolicy", .string(propagation?.rawValue ?? ""),
            "orphanDependents and deletionPropagation cannot be both set")
        ])
    }
    if let orphans = body["orphanDependents"]?.bool ?? query["orphanDependents"].map({ $0 == "true" }) {
      propagation = orphans ? .orphan : .background
    }
    let isOpen = ["propagationPolicy", "orphanDependents"].allSatisfy { body[$0] == nil && query[$0] == nil }
    if isOpen { preservePods(of: request.definition.storage) }
  }

  /// Jobs and replication controllers come from a time in which their pods outlived them.
  private mutating func preservePods(of storage: String) {
    guard [BuiltIn.jobs.storage, BuiltIn.replicationControllers.storage].contains(storage) else { return }
    propagation = .orphan
    guard storage == BuiltIn.jobs.storage else { return }
    warning =
      "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them "
      + "or set propagationPolicy=Orphan to suppress this warning"
  }

  private static func body(of request: ResourceRequest) throws(APIFailure) -> JSONValue {
    if let problem = GoJSONError.text(request.body) {
      throw .badRequest("couldn't get version/kind; json parse error: \(problem)")
    }
    let body = try request.jsonBody()
    let kind = body["kind"]?.string ?? "DeleteOptions"
    guard kind.isEmpty || kind == "DeleteOptions" else {
      let version = body["apiVersion"]?.string ?? ""
      throw .badRequest(
        "no kind \"\(kind)\" is registered for version \"\(version)\" in scheme "
          + "\"pkg/apis/meta/internalversion/scheme/register.go:27\"")
    }
    var decoder = GoDecoder()
    do throws(GoDecoder.Problem) {
      return try decoder.decode(body, as: "DeleteOptions")
    } catch {
      throw .badRequest(error.text)
    }
  }
}

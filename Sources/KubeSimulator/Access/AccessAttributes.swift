import KubeClient
import KubeCore

/// What somebody wants to do, as authorizers see it: an action on a resource, or on a path outside of the resources.
struct AccessAttributes: Sendable, Hashable {
  var verb: String
  var group = ""
  var version = ""
  var resource = ""
  var subresource = ""
  var namespace = ""
  var name = ""
  /// Of a request outside of the resources; else empty.
  var path = ""

  var isResource: Bool { path.isEmpty }

  /// `resource` or `resource/subresource`, as rules name it.
  var qualifiedResource: String { subresource.isEmpty ? resource : "\(resource)/\(subresource)" }

  init(verb: String, path: String) {
    self.verb = verb
    self.path = path
  }

  init(verb: String, group: String, resource: String, namespace: String = "", name: String = "") {
    self.verb = verb
    self.group = group
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }

  /// What a request wants to do; the path decides, whether it is served or not.
  init(_ request: KubeRequest) {
    let segments = request.path.split(separator: "/").map { PercentEncoding.decode($0) ?? String($0) }
    let rest: ArraySlice<String>
    switch segments.first {
    case "api" where segments.count >= 3: rest = segments[2...]
    case "apis" where segments.count >= 4: rest = segments[3...]
    default:
      self.init(verb: request.method.rawValue.lowercased(), path: request.path)
      return
    }
    let isNamed = segments[0] == "apis"
    self.init(verb: "", group: isNamed ? segments[1] : "", resource: "")
    version = isNamed ? segments[2] : segments[1]
    let watches = rest.first == "watch"
    place(watches ? rest.dropFirst() : rest)
    let pathName = name
    if name.isEmpty { name = Self.selectedName(request) }
    verb = watches ? "watch" : Self.verb(of: request, isCollection: pathName.isEmpty)
  }

  private mutating func place(_ segments: ArraySlice<String>) {
    var rest = segments
    if rest.first == "namespaces", rest.count > 1 {
      namespace = rest[rest.startIndex + 1]
      let isItself = rest.count < 3 || ["status", "finalize"].contains(rest[rest.startIndex + 2])
      if !isItself { rest = rest.dropFirst(2) }
    }
    resource = rest.first ?? ""
    name = rest.dropFirst().first ?? ""
    subresource = rest.dropFirst(2).first ?? ""
  }

  private static func verb(of request: KubeRequest, isCollection: Bool) -> String {
    switch request.method {
    case .get where request.isWatch: "watch"
    case .options: ""
    case .get, .head: isCollection ? "list" : "get"
    case .post: "create"
    case .put: "update"
    case .patch: "patch"
    case .delete: isCollection ? "deletecollection" : "delete"
    }
  }

  /// A list of one name is checked as if the name stood in the path.
  private static func selectedName(_ request: KubeRequest) -> String {
    guard request.method == .get, let text = request.query.first(where: { $0.name == "fieldSelector" })?.value,
      let value = text.split(separator: ",").first(where: { $0.hasPrefix("metadata.name=") })
    else { return "" }
    return String(value.dropFirst("metadata.name=".count).drop { $0 == "=" })
  }
}

extension KubeRequest {
  var isWatch: Bool { query.first { $0.name == "watch" }.map { !["false", "0"].contains($0.value) } ?? false }
}

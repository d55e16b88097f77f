import KubeCore
import SlipwayAPI

/// The parts of an Ingress, for the routers that are steered by its annotations.
struct IngressForm {
  var hostname: String?
  var path: String
  var className: String

  /// An Ingress that leads requests to the first of some backends; controllers that read weights want all of them named.
  func make(
    _ name: String, _ backends: [(service: String, port: JSONValue)], _ annotations: [String: String],
    at site: RouteSite
  ) -> RouteObject {
    let paths = backends.map { backend -> JSONValue in
      [
        "path": .string(path), "pathType": "Prefix",
        "backend": ["service": ["name": .string(backend.service), "port": backend.port]],
      ]
    }
    var rule: JSONValue = [:]
    rule["host"] = hostname.map { .string($0) }
    rule["http"] = ["paths": .array(paths)]
    return site.make(
      .ingress, name, annotations: annotations,
      spec: ["ingressClassName": .string(className), "rules": [rule]])
  }

  static let port80: JSONValue = ["number": 80]

  /// The names of the Services that an Ingress leads to.
  static func services(of ingress: RouteObject) -> [String] {
    (ingress.content[["spec", "rules"]]?[0]?[["http", "paths"]]?.elements ?? []).compactMap {
      $0[["backend", "service", "name"]]?.string
    }
  }
}

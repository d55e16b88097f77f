import Foundation
import SlipwayAPI
import Testing

@testable import TrafficRouters

/// The table of `docs/routers.md` says what the routers say of themselves.
@Suite struct RouterTableTests {
  private static let page: [Substring] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/routers.md")
    return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
  }()

  private static func choice(_ title: String) -> RouterChoice? { RouterChoice.all.first { $0.name == title } }

  /// The rows by their titles; all other routers have one by their name.
  private static let rows: [(title: String, choice: RouterChoice)] = {
    var (http, grpc, pool) = (GatewayRouter(), GatewayRouter(), GatewayRouter())
    (http.gateway, grpc.routeProtocol) = (GatewayReference(name: "public"), .grpc)
    pool.inferencePool = InferencePoolSettings(picker: "picker")
    return [
      ("`gatewayAPI` (HTTPRoute)", .gatewayAPI(http)), ("`gatewayAPI` (GRPCRoute)", .gatewayAPI(grpc)),
      ("`gatewayAPI` with `inferencePool`", .gatewayAPI(pool)),
    ] + RouterChoice.all.filter { $0.name != "gatewayAPI" }.map { ("`\($0.name)`", $0) }
  }()

  @Test("a row says what its router can do", arguments: rows.indices)
  func row(_ index: Int) {
    let (title, able) = (Self.rows[index].title, Self.rows[index].choice.capabilities)
    let cells = [title, Self.shares(able), Self.mirror(able), Self.rules(able), Self.clients(able)]
    let row = "| " + cells.joined(separator: " | ") + " |"
    let stated = row.replacing("with `match`: ", with: "")
    #expect(Self.page.contains { $0.replacing("with `match`: ", with: "").hasPrefix(stated) }, "\(row)")
  }

  @Test("a route of the user's gets weights and nothing else")
  func attached() {
    var (gateway, istio) = (GatewayRouter(), IstioRouter())
    (gateway.attach, istio.attach) = (RouteAttachment(name: "shop"), RouteAttachment(name: "shop"))
    let able = [RouterChoice.gatewayAPI(gateway), .istio(istio)].map(\.capabilities)
    let shares = able.map(Self.shares).joined(separator: ", ")
    #expect(able.allSatisfy { [Self.mirror($0), Self.rules($0), Self.clients($0)] == ["–", "–", "–"] })
    #expect(Self.page.contains { $0.hasPrefix("| `gatewayAPI` or `istio` with `attach` | \(shares) | – | – | – |") })
  }

  private static func shares(_ able: RouterCapabilities) -> String {
    able.weightGrain?.text ?? "ratio of ready replicas"
  }

  private static func mirror(_ able: RouterCapabilities) -> String {
    able.mirrorGrain.map { $0 == .whole ? "all or none" : $0.text } ?? "–"
  }

  private static func rules(_ able: RouterCapabilities) -> String {
    let all: [(RouterCapabilities.Matching, String)] = [
      (.header, able.conditions == 1 ? "one header" : "header"), (.cookie, "cookie"), (.query, "query"),
      (.method, "method"), (.expression, "expressions"),
    ]
    let names = all.filter { able.matching.contains($0.0) }.map(\.1)
    return names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  private static func clients(_ able: RouterCapabilities) -> String {
    able.stickiness.contains(.cookie) ? "cookie" : "–"
  }
}

import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite struct PolicyQuestionTests {
  private static let now = Timestamp("2026-01-05T12:00:00Z") ?? Timestamp(seconds: 0)

  private func question(
    _ spec: JSONValue, about name: String = "ml/a", fleet: [FleetMember] = []
  ) throws -> PolicyQuestion {
    let policy = try RolloutPolicy.validated(["metadata": ["name": "p"], "spec": spec]).get()
    return PolicyQuestion(policy: policy, key: Self.key(name), fleet: fleet, now: Self.now)
  }

  private static func key(_ text: String) -> ObjectKey {
    let parts = text.split(separator: "/").map(String.init)
    return ObjectKey(namespace: parts.first, name: parts.last ?? "")
  }

  private static func member(
    _ name: String, rolling: Bool = false, waiting: Int64? = nil, failed: Int64? = nil
  ) -> FleetMember {
    FleetMember(
      key: key(name), isRolling: rolling, waitingSince: waiting.map { now + .seconds(-$0) },
      failureTime: failed.map { now + .seconds(-$0) })
  }

  @Test(
    "windows open and close",
    arguments: [
      ([["schedule": "0 9 * * MON-THU", "for": "7h"]], nil, nil),
      ([["schedule": "0 9 * * TUE", "for": "7h"]], "allows", "2026-01-06T09:00:00Z"),
      ([["schedule": "0 9 * * TUE", "for": "7h"], ["schedule": "0 11 * * *", "for": "2h"]], nil, nil),
      ([["effect": "Deny", "schedule": "0 11 * * *", "for": "3h"]], "denies", "2026-01-05T14:00:00Z"),
      (
        [["schedule": "0 9 * * *", "for": "7h"], ["effect": "Deny", "schedule": "0 11 * * *", "for": "3h"]], "denies",
        "2026-01-05T14:00:00Z"
      ),
      ([["schedule": "0 9 * * *", "timeZone": "Mars/Olympus"]], "not known", nil),
      ([["schedule": "0 20 * * *", "for": "1h", "timeZone": "Asia/Tokyo"]], "allows", "2026-01-06T11:00:00Z"),
    ] as [(JSONValue, String?, String?)])
  func windows(windows: JSONValue, message: String?, opens: String?) throws {
    let gates = try question(["windows": windows]).gates
    #expect(gates.isEmpty == (message == nil))
    guard let gate = gates.first, let message else { return }
    #expect(gate.kind == .windowClosed && gate.message.contains(message), "\(gate.message)")
    #expect(gate.openTime == opens.flatMap(Timestamp.init))
  }

  @Test(
    "as many as there is room for are let in, in their order",
    arguments: [
      (["total": 2], ["ml/a", "shop/b"], ["shop/c"]), (["perNamespace": 1], ["ml/a", "shop/b"], ["shop/c"]),
      (["total": 1], ["ml/a"], ["shop/b", "shop/c"]),
      // The one before is held up by its namespace, and keeps nobody else.
      (["perNamespace": 1, "total": 3], ["ml/a", "shop/b"], ["shop/c"]),
    ] as [(JSONValue, [String], [String])])
  func queue(limits: JSONValue, admitted: [String], kept: [String]) throws {
    let fleet = [
      Self.member("ml/a", waiting: 300), Self.member("shop/b", waiting: 200), Self.member("shop/c", waiting: 100),
      Self.member("ml/idle"),
    ]
    for name in admitted {
      #expect(try question(["concurrency": limits], about: name, fleet: fleet).gates.isEmpty, "\(name)")
    }
    for name in kept {
      #expect(try question(["concurrency": limits], about: name, fleet: fleet).gates.map(\.kind) == [.queued], "\(name)")
    }
  }

  @Test("what is under way takes room and is not sent back")
  func rolling() throws {
    let fleet = [Self.member("ml/b", waiting: 10), Self.member("ml/a", rolling: true)]
    let limits: JSONValue = ["concurrency": ["total": 1]]
    #expect(try question(limits, about: "ml/a", fleet: fleet).gates.isEmpty)
    let gates = try question(limits, about: "ml/b", fleet: fleet).gates
    #expect(gates.map(\.kind) == [.queued])
    #expect(gates.first?.points == [.start])
  }

  @Test("many failures together halt all, until they are long enough ago")
  func halt() throws {
    let fleet = [
      Self.member("ml/a", failed: 600), Self.member("ml/b", failed: 1_200), Self.member("ml/c", failed: 4_000),
    ]
    #expect(try question(["halt": ["failures": 3, "within": "1h"]], fleet: fleet).gates.isEmpty)
    let gates = try question(["halt": ["failures": 2, "within": "1h"]], fleet: fleet).gates
    #expect(gates.map(\.kind) == [.fleetHalted])
    #expect(gates.first?.openTime == Self.now + .seconds(2_400))
  }

  @Test("approval is asked for where the policy says")
  func approval() throws {
    let gates = try question(["approval": "Promotion"]).gates
    #expect(gates.map(\.kind) == [.approvalRequired])
    #expect(gates.first?.points == [.promotion])
  }
}

import KubeCore
import Testing

@testable import Workloads

@Suite struct PodOverlayTests {
  private static let base: JSONValue = [
    "metadata": ["labels": ["a": "1"]],
    "spec": [
      "terminationGracePeriodSeconds": 30,
      "containers": [
        [
          "name": "model", "image": "server:1", "args": ["serve"], "env": [["name": "A", "value": "1"]],
          "ports": [["name": "http", "containerPort": 8080]],
        ]
      ],
      "tolerations": [["key": "a"]],
    ],
  ]

  /// An overlay, and where which value stands afterwards.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var overlay: JSONValue
    var path: [String]
    var value: JSONValue?
  }

  private static let container = ["spec", "containers"]

  @Test(arguments: [
    Row(
      testDescription: "members are merged", overlay: ["metadata": ["labels": ["b": "2"]]],
      path: ["metadata", "labels"], value: ["a": "1", "b": "2"]),
    Row(
      testDescription: "a null takes a member away", overlay: ["spec": ["terminationGracePeriodSeconds": .null]],
      path: ["spec", "terminationGracePeriodSeconds"], value: nil),
    Row(
      testDescription: "a list without keys is replaced", overlay: ["spec": ["tolerations": [["key": "b"]]]],
      path: ["spec", "tolerations"], value: [["key": "b"]]),
    Row(
      testDescription: "an object with a directive is replaced",
      overlay: ["metadata": ["labels": ["$patch": "replace", "b": "2"]]], path: ["metadata", "labels"],
      value: ["b": "2"]),
    Row(
      testDescription: "another container is added",
      overlay: ["spec": ["containers": [["name": "model", "$patch": "delete"], ["name": "proxy"]]]], path: container,
      value: [["name": "proxy"]]),
    Row(
      testDescription: "a keyed list can be replaced whole",
      overlay: ["spec": ["containers": [["$patch": "replace"], ["name": "x"]]]], path: container,
      value: [["name": "x"]]),
  ])
  func lays(row: Row) { #expect(PodOverlay.apply(row.overlay, to: Self.base)[row.path] == row.value) }

  @Test("an element of a keyed list is merged with the one of its key")
  func mergesElements() throws {
    let overlay: JSONValue = [
      "spec": [
        "containers": [
          [
            "name": "model", "args": ["serve", "--fast"], "env": [["name": "B", "value": "2"], ["name": "A", "value": "3"]],
            "ports": [["containerPort": 8080, "protocol": "TCP"], ["containerPort": 9000]],
          ]
        ]
      ]
    ]
    let container = try #require(PodOverlay.apply(overlay, to: Self.base)["spec"]?["containers"]?[0])
    #expect(container["image"] == "server:1")
    #expect(container["args"] == ["serve", "--fast"])
    #expect(container["env"] == [["name": "A", "value": "3"], ["name": "B", "value": "2"]])
    #expect(
      container["ports"]
        == [["name": "http", "containerPort": 8080, "protocol": "TCP"], ["containerPort": 9000]])
  }
}

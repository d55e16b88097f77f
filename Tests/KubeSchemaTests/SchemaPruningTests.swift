import KubeCore
import KubeSchema
import Testing

@Suite struct SchemaPruningTests {
  private let schema = Schema(openAPI: [
    "type": "object",
    "properties": [
      "a": ["type": "object", "properties": ["b": ["type": "integer", "default": 7]]],
      "free": [
        "type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": ["c": ["type": "object"]],
      ],
      "list": ["type": "array", "items": ["type": "object", "properties": ["n": ["type": "string"]]]],
      "map": ["type": "object", "additionalProperties": ["type": "object", "properties": ["d": ["default": true]]]],
      "text": ["type": "string", "default": "x"],
      "maybe": ["type": "string", "default": "x", "nullable": true],
    ],
  ])

  @Test func removesWhatIsNotDeclared() {
    var value: JSONValue = [
      "z": 1, "a": ["b": 1, "y": 2], "free": ["x": 1, "c": ["w": 1]], "list": [["n": "1"], ["m": 1]],
      "map": ["k": ["d": 1, "e": 2]],
    ]
    let unknown = schema.prune(&value)
    #expect(unknown == ["a.y", "free.c.w", "list[1].m", "map.k.e", "z"])
    #expect(
      value == ["a": ["b": 1], "free": ["x": 1, "c": [:]], "list": [["n": "1"], [:]], "map": ["k": ["d": 1]]])
  }

  @Test func defaultsReachIntoWhatExists() {
    var value: JSONValue = ["a": [:], "map": ["k": [:]], "text": .null, "maybe": .null]
    schema.applyDefaults(to: &value)
    #expect(value == ["a": ["b": 7], "map": ["k": ["d": true]], "text": "x", "maybe": .null])
    var empty: JSONValue = [:]
    schema.applyDefaults(to: &empty)
    #expect(empty == ["text": "x", "maybe": "x"])
  }
}

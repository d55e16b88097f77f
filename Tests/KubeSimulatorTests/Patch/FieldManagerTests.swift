import KubeCore
import KubeSchema
import Testing

@testable import KubeSimulator

@Suite struct FieldManagerTests {
  private static let now = Timestamp(seconds: 1_790_000_000)

  private func manager(_ name: String, _ operation: ManagedFields.Operation) -> FieldManager {
    var context = WriteContext(BuiltIn.deployments, manager: name, now: Self.now)
    context.operation = operation
    return context.fieldManager
  }

  private func apply(_ text: String, to live: JSONValue, by name: String, force: Bool = false) throws
    -> FieldManager.Outcome
  {
    manager(name, .apply).apply(try JSONParser.parse(text), to: live, force: force)
  }

  private func applied(_ text: String, to live: JSONValue, by name: String, force: Bool = false) throws -> JSONValue {
    guard case .applied(let object) = try apply(text, to: live, by: name, force: force) else {
      Issue.record("the apply met conflicts")
      return .null
    }
    return object
  }

  private func owners(_ object: JSONValue) -> [String: [String]] {
    Dictionary(
      ManagedFields(object["metadata"]?["managedFields"]).entries.map { ($0.manager, $0.fields.paths) },
      uniquingKeysWith: +)
  }

  private let empty: JSONValue = ["metadata": ["name": "web"]]

  @Test func ownsExactlyWhatWasApplied() throws {
    let object = try applied(#"{"metadata":{"name":"web"},"spec":{"replicas":2}}"#, to: empty, by: "a")
    #expect(owners(object) == ["a": [".spec.replicas"]])
  }

  @Test func keyedElementsAreOwnedOneByOne() throws {
    let one = try applied(
      #"{"spec":{"template":{"spec":{"containers":[{"name":"x","image":"1"}]}}}}"#, to: empty, by: "a")
    let two = try applied(
      #"{"spec":{"template":{"spec":{"containers":[{"name":"y","image":"2"}]}}}}"#, to: one, by: "b")
    #expect(two["spec"]?["template"]?["spec"]?["containers"]?.elements.compactMap { $0["name"]?.string } == ["x", "y"])
    let three = try applied(#"{"spec":{"replicas":1}}"#, to: two, by: "a")
    #expect(three["spec"]?["template"]?["spec"]?["containers"]?.elements.compactMap { $0["name"]?.string } == ["y"])
  }

  @Test func conflictsNameTheOtherOwner() throws {
    let one = try applied(#"{"spec":{"replicas":2}}"#, to: empty, by: "a")
    guard case .conflicts(let conflicts) = try apply(#"{"spec":{"replicas":3}}"#, to: one, by: "b") else {
      Issue.record("no conflict")
      return
    }
    #expect(conflicts.map(\.entry.manager) == ["a"])
    #expect(conflicts.first?.paths == [".spec.replicas"])
  }

  @Test func forceTakesOver() throws {
    let one = try applied(#"{"spec":{"replicas":2,"paused":true}}"#, to: empty, by: "a")
    let two = try applied(#"{"spec":{"replicas":3}}"#, to: one, by: "b", force: true)
    #expect(two["spec"]?["replicas"] == 3)
    #expect(owners(two) == ["a": [".spec.paused"], "b": [".spec.replicas"]])
  }

  @Test func equalValuesAreShared() throws {
    let one = try applied(#"{"spec":{"replicas":2}}"#, to: empty, by: "a")
    let two = try applied(#"{"spec":{"replicas":2}}"#, to: one, by: "b")
    #expect(owners(two) == ["a": [".spec.replicas"], "b": [".spec.replicas"]])
    // One lets go: the other still owns the field, so that it stays.
    let three = try applied(#"{"spec":{"paused":true}}"#, to: two, by: "a")
    #expect(three["spec"]?["replicas"] == 2)
    let four = try applied(#"{"spec":{"minReadySeconds":1}}"#, to: three, by: "b")
    #expect(four["spec"]?["replicas"] == nil)
  }

  @Test func anUpdateTakesWhatItChanges() throws {
    let one = try applied(#"{"spec":{"replicas":2,"paused":true}}"#, to: empty, by: "a")
    var changed = one
    changed[["spec", "replicas"]] = 5
    let two = manager("editor", .update).update(from: one, to: changed)
    #expect(owners(two) == ["a": [".spec.paused"], "editor": [".spec.replicas"]])
  }

  @Test func removedFieldsAreNobodysAnyMore() throws {
    let one = try applied(#"{"metadata":{"labels":{"x":"1"}},"spec":{"replicas":2}}"#, to: empty, by: "a")
    var changed = one
    changed[["spec", "replicas"]] = nil
    let two = manager("editor", .update).update(from: one, to: changed)
    #expect(owners(two) == ["a": [".metadata.labels.x"]])
  }

  @Test func atomicPartsAreOwnedWhole() throws {
    let object = try applied(#"{"spec":{"selector":{"matchLabels":{"a":"1"}}}}"#, to: empty, by: "a")
    #expect(owners(object) == ["a": [".spec.selector"]])
  }

  @Test func theWireFormComesBackUnchanged() throws {
    let text = #"{"f:a":{".":{},"k:{\"name\":\"x\"}":{".":{},"f:b":{}}},"f:c":{"f:d":{}}}"#
    let set = FieldSet(fieldsV1: try JSONParser.parse(text))
    #expect(set.fieldsV1 == (try JSONParser.parse(text)))
    #expect(set.paths == [".a", #".a[name="x"]"#, #".a[name="x"].b"#, ".c.d"])
  }

  @Test func anAppliedListKeepsTheOrderOfBoth() {
    let schema = BuiltIn.deployments.schema.properties["spec"]?.properties["template"]?.properties["spec"]
    func pod(_ names: String) -> JSONValue { ["containers": .array(names.map { ["name": .string(String($0))] })] }
    let merged = FieldMerge.merge(pod("abcd"), pod("xca"), schema)
    let names = merged["containers"]?.elements.compactMap { $0["name"]?.string } ?? []
    #expect(names.filter { "xca".contains($0) } == ["x", "c", "a"])
    #expect(names.filter { "bd".contains($0) } == ["b", "d"])
  }
}

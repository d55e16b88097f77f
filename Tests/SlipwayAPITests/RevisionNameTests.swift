import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct RevisionNameTests {
  /// The vectors of FIPS 180-4, and one of each length at which the padding needs another block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func digests(message: String, hex: String) {
    let digest = SHA256.digest(of: Array(message.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(digest.joined() == hex)
  }

  /// These names are in clusters: a change here restarts every model.
  @Test func namesNeverChange() throws {
    let small: JSONValue = [
      "model": ["uri": "s3://models/fraud/12", "format": "sklearn"], "runtime": ["image": "i:1"],
    ]
    #expect(RevisionName.make(spec: small) == "uo6fjbi5ij")
    #expect(RevisionName.make(spec: try JSONParser.parse(Self.large)) == "m77hiv3zyv")
  }

  private static let large = #"""
    {"model": {"uri": "s3://models/fraud/12", "format": "sklearn", "name": "fraud-detector"},
     "runtime": {
       "image": "registry.example/fraud:12", "command": ["serve"], "args": ["--threads", "2"],
       "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}], "port": 9000,
       "resources": {"requests": {"cpu": "500m"}, "limits": {"memory": "4Gi", "nvidia.com/gpu": 1}},
       "serviceAccountName": "fraud", "readinessPath": "/ready", "metricsPath": "/stats", "metricsPreset": "mlserver",
       "terminationGracePeriod": "1m"}}
    """#

  @Test func orderAndSettingsDoNotMatter() {
    let one: JSONValue = ["model": ["uri": "a", "format": "onnx"], "runtime": ["image": "i"], "replicas": 3]
    let two: JSONValue = ["runtime": ["image": "i"], "paused": true, "model": ["format": "onnx", "uri": "a"]]
    #expect(RevisionName.make(spec: one) == RevisionName.make(spec: two))
  }

  @Test(
    arguments: [
      ["model": ["uri": "b"], "runtime": ["image": "i"]],
      ["model": ["uri": "a"], "runtime": ["image": "j"]],
      ["model": ["uri": "a"], "runtime": ["image": "i", "somethingNew": 1]],
      ["model": ["uri": "a"], "runtime": ["image": "i", "port": 8080]],
    ] as [JSONValue])
  func everythingThatRunsMatters(spec: JSONValue) {
    let base: JSONValue = ["model": ["uri": "a"], "runtime": ["image": "i"]]
    #expect(RevisionName.make(spec: spec) != RevisionName.make(spec: base))
  }

  @Test func isAValidLabel() {
    for number in 0..<200 {
      let name = RevisionName.make(spec: ["model": ["uri": .string("m\(number)")]])
      #expect(name.utf8.count == RevisionName.length)
      #expect(name.utf8.allSatisfy { (97...122).contains($0) || (50...55).contains($0) })
    }
  }
}

import Foundation
import KubeCore

/// What a real API server answered, step by step.
struct Recording: Sendable {
  /// One request with its answer, or a watch with what was done while it ran.
  struct Step: Sendable {
    var index: Int
    var value: JSONValue
    var note: String { value["note"]?.string ?? "" }
    var response: JSONValue { value["response"] ?? [:] }
    var during: [Step] {
      (value["during"]?.elements ?? []).enumerated().map { Step(index: $0.offset, value: $0.element) }
    }
  }

  var scenario: String
  var steps: [Step]
  private let text: String

  init(contentsOf file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    let document = try JSONParser.parse(bytes)
    scenario = document["scenario"]?.string ?? file.deletingPathExtension().lastPathComponent
    steps = (document["steps"]?.elements ?? []).enumerated().map { Step(index: $0.offset, value: $0.element) }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The hashes of pod templates that it shows; those of stateful sets are ours as well.
  var hashes: Set<String> {
    let labels = text.matches(of: /"(?:pod-template|controller-revision)-hash": "([a-z0-9]+)"/).map {
      String($0.output.1)
    }
    let names = text.matches(of: /(?:ReplicaSet|replica set) (?:\\")?[a-z0-9.-]+-([a-z0-9]+)/).map {
      String($0.output.1)
    }
    return Set(labels + names)
  }

  /// When the recorded server's clock stood somewhat before the first job that the clock has started, whose name tells
  /// the minute; `nil` without one.
  var start: Timestamp? {
    let minutes = text.matches(of: /"[a-z0-9.-]+-(2\d{7})"/).compactMap { Int64($0.output.1) }
    return minutes.min().map { Timestamp(seconds: ($0 - 1) * 60 + 1) }
  }

  /// Whether a word occurs in it.
  func names(_ word: String) -> Bool { text.contains(word) }

  /// Whom the recorded server's tokens are for: those whose audience nobody chose.
  var issuer: String? {
    steps.lazy.filter { $0.value["request"]?["body"]?["spec"]?["audiences"] == nil }.compactMap {
      ($0.response["body"]?["spec"] ?? $0.response["body"]?["status"])?["audiences"]?[0]?.string
    }.first
  }

  /// The first two numbers of the addresses that the recorded server gave services.
  var serviceNetwork: String? {
    text.firstMatch(of: /"clusterIP": "(\d+\.\d+)\.\d+\.\d+"/).map { String($0.output.1) }
  }

  /// Whether controllers of workloads ran beside the recorded server: their hand shows in what it answered.
  ///
  /// - Returns: both where nothing tells.
  var mayHaveControllers: [Bool] {
    let hands = ["kube-controller-manager", "validatingadmissionpolicy-status"]
    return hands.contains(where: names) || !names("Deployment") && !names("Job") ? [true] : [true, false]
  }

  /// Whether a script stood in for the kubelets: pods became ready although nothing recorded says so.
  var hasKubelet: Bool { steps.contains { $0.value["watch"] != nil } && text.contains("\"readyReplicas\"") }
}

/// Where recordings lie.
enum RecordingFolder {
  /// The root of this package's checkout.
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What lies beside the checkout: further recordings, and definitions of third parties.
  static let shared = checkout.deletingLastPathComponent().appending(path: "shared")

  /// A folder that the environment names, and that one alone; else ours, and what lies beside the checkout.
  static var files: [URL] {
    if let folder = ProcessInfo.processInfo.environment["RECORDINGS"] { return files(in: URL(filePath: folder)) }
    let own = Bundle.module.resourceURL.map { files(in: $0.appending(path: "Recordings")) } ?? []
    let names = Set(own.map(\.lastPathComponent))
    return own + files(in: shared.appending(path: "recordings")).filter { !names.contains($0.lastPathComponent) }
  }

  private static func files(in folder: URL) -> [URL] {
    let all = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return all.filter { $0.pathExtension == "json" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}

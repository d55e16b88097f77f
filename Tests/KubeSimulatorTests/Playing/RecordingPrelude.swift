import Foundation
import KubeCore
import KubeSimulator

/// What was in the recorded cluster before a recording began.
enum RecordingPrelude {
  static func prepare(_ player: inout RecordingPlayer, for recording: Recording) {
    if recording.scenario == "expired" { return restoreAfterCompaction(&player) }
    let groups = Set(recording.steps.compactMap { group(of: $0) }).subtracting(defined(by: recording))
    for definition in definitions where groups.contains(definition["spec"]?["group"]?.string ?? "") {
      _ = player.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)
    }
  }

  /// Whether the recording is of kinds whose definitions are not beside this checkout.
  static func isMissing(for recording: Recording) -> Bool {
    let there = definitions.compactMap { $0["spec"]?["group"]?.string }
    return !thirdParties.subtracting(there).isDisjoint(with: recording.steps.compactMap { group(of: $0) })
  }

  /// The groups whose definitions lie beside the checkout.
  private static let thirdParties: Set<String> = [
    "gateway.networking.k8s.io", "keda.sh", "monitoring.coreos.com", "networking.istio.io", "traefik.io",
  ]

  private static func group(of step: Recording.Step) -> String? {
    let path = (step.value["request"] ?? step.value["watch"])?["path"]?.string ?? ""
    let segments = path.split(separator: "/")
    return segments.first == "apis" && segments.count > 1 ? String(segments[1]) : nil
  }

  /// The groups that a recording defines itself.
  private static func defined(by recording: Recording) -> Set<String> {
    Set(
      recording.steps.compactMap { step in
        let body = step.value["request"]?["body"]
        return body?["kind"] == "CustomResourceDefinition" ? body?["spec"]?["group"]?.string : nil
      })
  }

  /// Our own definitions, and the published ones of third parties, which lie beside the checkout.
  private static let definitions: [JSONValue] = {
    let folders = [RecordingFolder.checkout, RecordingFolder.shared].map { $0.appending(path: "crds") }
    let files = folders.flatMap {
      (try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? []
    }
    return files.sorted { $0.path < $1.path }.flatMap { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return (try? YAMLText.documents(text)) ?? []
    }
  }()

  /// This one was recorded after a compaction, on a cluster that had been written to before.
  private static func restoreAfterCompaction(_ player: inout RecordingPlayer) {
    let maps = "/api/v1/namespaces/rec-watches/configmaps"
    _ = player.send("POST", "/api/v1/namespaces", ["metadata": ["name": "rec-watches"]])
    for name in ["other", "z"] {
      _ = player.send("POST", maps, ["metadata": ["name": .string(name)], "data": ["a": "1"]])
    }
    let token = player.send("GET", maps + "?limit=1")["metadata"]?["continue"]?.string
    player.matcher.bind("<continue>", token ?? "")
    player.matcher.bind("<rv:5>", "1")
    _ = player.send("DELETE", maps + "/z")
    player.cluster.compact()
  }
}

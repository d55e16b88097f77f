import KubeClient
import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

extension CommandSession {
  /// Shows what one revision has that another has not: model and runtime, and with them everything that makes a revision.
  ///
  /// - Parameters:
  ///   - old: a revision that is kept; the one that owns production when `nil`.
  ///   - new: another; the one that the spec asks for when `nil`.
  /// - Returns: what the program is to exit with: 0 when they are the same, 1 when they differ.
  public func diff(_ name: DeploymentName, from old: String?, to new: String?) async throws -> Int32 {
    let view = try await deployments.get(name.name)
    guard let old = old ?? view.status.stable?.revision else {
      throw CommandError(.notPossible, "modeldeployment.slipway.dev/\(name.name) runs nothing yet that could be compared")
    }
    let spec = view.content["spec"] ?? [:]
    let wanted = RevisionName.make(spec: spec)
    let new = new ?? wanted
    func content(_ revision: String) async throws -> RevisionContent {
      revision == wanted ? RevisionContent(spec: spec) : try await recorded(revision, of: name)
    }
    let (before, after) = (try await content(old), try await content(new))
    let difference = LineDifference(Self.lines(before), Self.lines(after))
    guard !difference.isEmpty else { return 0 }
    output.write(
      lines: [output.style.bold("--- \(old)"), output.style.bold("+++ \(new)")] + difference.text(output.style))
    return 1
  }

  private func recorded(_ revision: String, of name: DeploymentName) async throws -> RevisionContent {
    let selector = LabelSelector(matchLabels: [SlipwayLabels.deployment: name.name])
    let records = try await client.api(ControllerRevision.self, namespace: namespace).list(
      ListOptions(labelSelector: selector)
    ).items.compactMap { RevisionRecord($0) }
    guard let record = records.first(where: { $0.revision == revision }) else {
      let kept = records.isEmpty ? "none is" : records.map(\.revision).sorted().joined(separator: ", ") + " are"
      throw CommandError(.notFound, "revision `\(revision)` of \(name.name) is not kept; \(kept)")
    }
    return record.content
  }

  private static func lines(_ content: RevisionContent) -> [String] {
    let whole: JSONValue = ["model": content.model, "runtime": content.runtime]
    // Members in one order, whoever wrote them.
    let sorted = (try? JSONParser.parse(JSONWriter.write(whole, style: .canonical))) ?? whole
    return YAMLWriter.write(sorted).split(separator: "\n").map(String.init)
  }
}

import KubeCore
import RolloutEngine
import SlipwayAPI
import Workloads

/// Something that a script waits for.
enum Condition: Sendable {
  case always
  case never
  /// No rollout is under way, and this many have ended.
  case settled(rollouts: Int)
  /// No rollout is under way, and this revision is the stable one.
  case serving(String)
  /// The candidate of this revision has been asked to get this weight.
  case weight(Int, of: String)
  /// The candidate of this revision has its Deployment, and gets nothing yet.
  case waiting(for: String)
  /// This revision is the stable one, and an older one is still there.
  case retiring(after: String)
  /// The candidate of this revision gets something.
  case begun(of: String)
  /// The rollout waits for a person.
  case held
  /// This rule holds.
  case rule(RolloutRule)
  /// The traffic returns to this revision, whose Deployment and Service are there.
  case returning(to: String)
  /// The candidate of this revision stands at the step of this index, and has what it asks for.
  case given(step: Int, of: String)
  /// So many requests have been answered.
  case answered(Int)
  /// So many rollouts have ended, and what ran the model before is said to be taken over.
  case adopted(rollouts: Int)
  /// Some seconds have passed since the last step of the script.
  case later(seconds: Int)
  /// The rollout has been stopped by the user, and some seconds have passed.
  case paused(seconds: Int)
  /// The operator has said that it cannot go on, and some seconds have passed.
  case stalled(seconds: Int)
  /// The ModelDeployment is not there, nor is anything that belonged to it.
  case gone
  /// The ModelDeployment is not there, and what belonged to it has been left to itself.
  case orphaned

  func isMet(in world: World) -> Bool {
    let key = Scenario.key
    switch self {
    case .always: return true
    case .never: return false
    case .settled(let rollouts):
      return isSettled(world.view) && world.view.status(key)?.history.count == rollouts
    case .serving(let revision): return isSettled(world.view) && world.view.status(key)?.stable?.revision == revision
    case .weight(let percent, let revision):
      let candidate = world.view.status(key)?.candidate
      return candidate?.revision == revision && candidate?.weight == BasisPoints(percent: percent)
    case .waiting(let revision):
      let candidate = world.view.status(key)?.candidate
      return candidate?.revision == revision && candidate?.weight == .zero
        && world.view.family(key).wishes.values.contains { $0.revision == revision }
    case .retiring(let revision):
      return world.view.status(key)?.stable?.revision == revision
        && world.view.children(.deployment, of: key).count > 1
    case .begun(let revision):
      let candidate = world.view.status(key)?.candidate
      return candidate?.revision == revision && candidate?.weight ?? .zero > .zero
    case .held: return world.view.status(key)?.phase == .held
    case .rule(let rule): return world.view.status(key)?.explanation?.rule == rule.rawValue
    case .returning(let revision):
      return Self.rule(.rollingBack).isMet(in: world)
        && world.view.family(key).wishes.values.contains { $0.revision == revision }
        && world.view.children(.service, of: key).contains { $0.value.revision == revision }
    case .given(let index, let revision):
      let status = world.view.status(key)
      return status?.candidate?.revision == revision && status?.step?.index == index && status?.step?.enteredTime != nil
    case .answered(let count):
      return (world.view.objects[.request] ?? [:]).values.count {
        ["Done", "Refused"].contains($0["status"]?["state"]?.string)
      } >= count
    case .adopted(let rollouts):
      return Self.settled(rollouts: rollouts).isMet(in: world)
        && world.view.status(key)?.conditions["Adopted"]?.status == .true
    case .paused, .stalled, .later: return due(in: world).map { world.now >= $0 } ?? false
    case .gone:
      return world.view[.model, key] == nil
        && [.deployment, .service, .pod].allSatisfy { world.view.children($0, of: key).isEmpty }
    case .orphaned:
      let deployments = world.view.children(.deployment, of: key)
      return world.view[.model, key] == nil && !deployments.isEmpty
        && deployments.allSatisfy { $0.value.controller == nil }
    }
  }

  /// When it is met by the passing of time alone.
  func due(in world: World) -> Timestamp? {
    let status = world.view.status(Scenario.key)
    switch self {
    case .later(let seconds): return world.start + world.script.lastStep + .seconds(seconds)
    case .paused(let seconds): return status?.pausedTime.map { $0 + .seconds(seconds) }
    case .stalled(let seconds):
      guard let stalled = status?.conditions["Stalled"], stalled.status == .true else { return nil }
      return stalled.lastTransitionTime.map { $0 + .seconds(seconds) }
    default: return nil
    }
  }

  /// Whether no rollout is under way, and what there is belongs to one version.
  static func isAtRest(_ world: World) -> Bool { Self.always.isSettled(world.view) }

  private func isSettled(_ view: ClusterView) -> Bool {
    guard let model = view[.model, Scenario.key], !model.isDeleting, let status = view.status(Scenario.key) else {
      return false
    }
    return status.observedGeneration == model["metadata"]?["generation"]?.integer && status.candidate == nil
      && status.retiring.isEmpty && status.stable != nil
      && view.children(.deployment, of: Scenario.key).count == 1
      && view.children(.service, of: Scenario.key).count == 2
      && view.children(.record, of: Scenario.key).allSatisfy { record in
        let track = record.value.revision == status.stable?.revision ? Track.stable : .retired
        return record.value.label(SlipwayLabels.track) == track.rawValue
      }
  }
}

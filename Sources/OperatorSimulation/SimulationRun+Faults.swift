import KubeClient
import KubeCore
import KubeSimulator

extension SimulationRun {
  /// How long two processes run side by side after one that stood still has gone on.
  private static let overlap = Duration.seconds(10)

  /// Carries out what goes wrong at a point in time.
  func strike(_ fault: Fault) {
    host.edit { $0.note("fault \(fault)") }
    let now = host.elapsed
    let span = Duration.seconds(fault.argument)
    let first = processes.first
    switch fault.kind {
    case .pause: first?.pausedUntil = now + span
    case .stepWall: for process in processes { process.stepWall(by: span) }
    case .restart: if let first { stops.append((now, first.session)) }
    case .twin:
      starts.append(now)
      stops.append((now + span, first?.session))
    case .usurp:
      guard let first else { return }
      first.pausedUntil = now + span
      starts.append(now)
      stops.append((now + span + Self.overlap, first.session))
    case .drift: first?.setSpeed(percent: fault.argument)
    case .outage:
      host.edit { $0.trouble.begin(fault, at: now) }
      host.breakWatches()
    case .forbid, .unauthorize, .revoke, .deny, .quota, .mutate, .deafRouter, .refuseRoute:
      host.edit { $0.trouble.begin(fault, at: now) }
    default: host.edit { $0.disturb(fault) }
    }
  }
}

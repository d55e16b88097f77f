import ArgumentParser
import KubeSimulator
import OperatorSimulation

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run the operator on a simulated cluster, and let things go wrong.",
    discussion: """
      Prints what happens, with its times, and a hash of it all: the same seed and faults give the same hash on every \
      machine. A fault is PLACE:NUMBER=KIND or PLACE:NUMBER=KIND:ARGUMENT, such as call:12=crash-before; several are \
      separated by commas. Exits with 0 when nothing is broken.
      """)

  @Option(help: "What users do: \(Scenario.all.map(\.name).joined(separator: ", ")).")
  var scenario = Scenario.canaryPromoted.name

  @Option(help: "Determines names, jitter, and the order of tasks if that is mixed.")
  var seed: UInt64 = 1

  @Option(help: "What goes wrong.")
  var faults = ""

  @Flag(help: "Run tasks that could run at the same time in an order that the seed determines.")
  var mixOrder = false

  @Flag(help: "Let the processes of the operator elect a leader, as in production, instead of running one at a time.")
  var elect = false

  @Flag(help: "Print the hash alone.")
  var hash = false

  @Option(
    help: """
      Try many faults instead of these: at some places, at all of them, or two processes that both believe they lead.
      """)
  var campaign: Campaign.Form?

  @Option(help: "How many combinations of faults a campaign tries for each scenario; of leaders, for all together.")
  var combinations: Int?

  @Option(help: "Of how many plans a campaign tries one.")
  var stride = 1

  @Option(help: "Runs at the same time, in a campaign.")
  var jobs = 2

  @Flag(help: "Run operators that do something wrong on purpose, and say what caught them.")
  var mutants = false

  func validate() throws {
    guard named != nil || (scenario == "all" && campaign != nil) else {
      throw ValidationError("there is no scenario `\(scenario)`")
    }
    guard FaultPlan(faults) != nil else { throw ValidationError("`\(faults)` is no list of faults") }
    guard (1...1_000_000).contains(stride) else {
      throw ValidationError("--stride must be from 1 to 1000000, not \(stride)")
    }
    if let combinations, !(0...1_000_000).contains(combinations) {
      throw ValidationError("--combinations must be from 0 to 1000000, not \(combinations)")
    }
    guard (1...64).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 64, not \(jobs)") }
  }

  private var subject: Subject { elect ? .electing : .faithful }
  private var named: Scenario? { Scenario.named(scenario) }

  func run() async throws {
    let isSound: Bool
    if mutants {
      isSound = await CampaignText.runMutants(jobs: jobs)
    } else if let form = campaign {
      var campaign = Campaign(named.map { [$0] } ?? Scenario.all, form: form, combinations: combinations)
      (campaign.subject, campaign.seed, campaign.stride) = (subject, seed, stride)
      isSound = await CampaignText.run(campaign, jobs: jobs)
    } else {
      isSound = replay()
    }
    if !isSound { throw ExitCode.failure }
  }

  private func replay() -> Bool {
    guard let scenario = named, let plan = FaultPlan(faults) else { return false }
    var simulation = Simulation(scenario, plan: plan, seed: seed)
    (simulation.mixesOrder, simulation.keepsTimeline, simulation.subject) = (mixOrder, !hash, subject)
    let outcome = simulation.run()
    let violations = plan.isEmpty
      ? outcome.violations : Trial(scenario, subject: subject, seed: seed).violations(of: outcome, under: plan)
    for line in outcome.timeline { print(line) }
    for violation in violations where !outcome.violations.contains(violation) { print("   !!!  \(violation)") }
    print(hash ? "\(outcome.hash)" : "hash \(outcome.hash)")
    return violations.isEmpty
  }
}

extension Campaign.Form: ExpressibleByArgument {}

import ArgumentParser
import CommandKit
import SlipwayAPI

struct PromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Pass the step at which a rollout stands.")

  @Flag(help: "Pass all steps that are left: the candidate gets all traffic as soon as it can carry it.")
  var full = false

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(full ? .promoteFully : .promote) }
}

struct AbortCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abort", abstract: "Take the candidate back, as if it had failed.")

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.abort) }
}

struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Return all traffic to an earlier revision, at once.")

  @Option(help: "The revision; the last one that was promoted before the present one when absent.")
  var to: String?

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.rollBack, revision: to) }
}

struct RetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try the revision again that failed last.")

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.retry) }
}

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "pause", abstract: "Stop a rollout where it is.")

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.pause) }
}

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "resume", abstract: "Let a paused rollout go on.")

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.resume) }
}

struct RestartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Begin a rollout anew, at its first step.")

  @OptionGroup var options: VerbOptions

  func run() async throws { try await options.run(.restart) }
}

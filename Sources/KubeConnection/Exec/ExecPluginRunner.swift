import Subprocess
import SystemPackage

/// Runs an exec plugin once, within its limits, and leaves no process behind.
struct ExecPluginRunner: Sendable {
  /// The most that a plugin may print, in bytes: a certificate chain is a few kilobytes long.
  static let outputLimit = 1 << 20
  /// What of a plugin's last words an error repeats, in bytes.
  static let errorExcerpt = 2 << 10
  /// The longest variable that Linux passes to a program (MAX_ARG_STRLEN), in bytes.
  static let variableLimit = 128 << 10

  /// The variables of this process, which the plugin gets too.
  var environment: [String: String]
  var policy = ExecPluginPolicy.allowAll
  /// After how long a plugin is killed; one that talks to a person has no limit.
  var timeLimit: Duration
  /// Whether a person sits at the standard input.
  var hasTerminal: @Sendable () -> Bool

  /// Runs a plugin.
  ///
  /// - Returns: what it printed.
  /// - Throws: `.pluginNotAllowed`, `.pluginNotFound`, `.pluginFailed`, `.pluginTimedOut`; `.cancelled` when the task
  ///   was cancelled, which kills the plugin.
  func run(
    _ plugin: ExecPlugin, cluster: ExecCredentialRequest.Cluster?
  ) async throws(ConnectionError) -> [UInt8] {
    let search = ExecutableSearch(path: environment["PATH"])
    try policy.check(plugin, find: search.find)
    guard let path = search.find(plugin.command) else { throw plugin.notFound }
    let isInteractive = try isInteractive(plugin)
    let request = ExecCredentialRequest(
      version: plugin.version, isInteractive: isInteractive, cluster: plugin.providesClusterInfo ? cluster : nil)
    let configuration = Configuration(
      executable: .path(FilePath(path)),
      arguments: Arguments(executablePathOverride: plugin.command, remainingValues: plugin.arguments.value),
      environment: try variables(plugin, request), platformOptions: Self.options(isInteractive: isInteractive))
    if isInteractive { return try await plugin.output { try await Self.converse(configuration) } }
    return try await limited(plugin) { try await Self.collect(configuration) }
  }

  private func isInteractive(_ plugin: ExecPlugin) throws(ConnectionError) -> Bool {
    switch plugin.interactiveMode {
    case .never: return false
    case .ifAvailable: return hasTerminal()
    case .always:
      guard hasTerminal() else {
        throw plugin.error(.pluginFailed, "must talk to a person, and the standard input is no terminal")
      }
      return true
    }
  }

  private func variables(
    _ plugin: ExecPlugin, _ request: ExecCredentialRequest
  ) throws(ConnectionError) -> Environment {
    let text = request.text
    guard text.utf8.count + ExecCredentialRequest.variable.utf8.count < Self.variableLimit else {
      throw plugin.error(
        .pluginFailed, "cannot be told of the cluster: the description exceeds \(Self.variableLimit) bytes")
    }
    var variables = environment.merging(plugin.environment.value) { $1 }
    variables[ExecCredentialRequest.variable] = text
    return .custom(
      variables.reduce(into: [:]) { named, variable in
        if let key = Environment.Key(rawValue: variable.key) { named[key] = variable.value }
      })
  }

  private static func options(isInteractive: Bool) -> PlatformOptions {
    var options = PlatformOptions()
    // A session of its own lets whatever the plugin has started be ended with it. One that talks to a person must
    // stay in the terminal's.
    options.createSession = !isInteractive
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: !isInteractive, allowedDurationToNextStep: .milliseconds(500))
    ]
    return options
  }
}

// MARK: - Running

extension ExecPluginRunner {
  /// What a plugin's end left.
  fileprivate struct Ending: Sendable {
    var status: TerminationStatus
    var output: [UInt8]
    var errors: [UInt8]
  }

  private static func collect(_ configuration: Configuration) async throws -> Ending {
    let result = try await Subprocess.run(
      configuration, input: .none, output: .bytes(limit: outputLimit), error: .bytes(limit: outputLimit))
    return Ending(
      status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
  }

  /// The plugin's questions are for the terminal, so its standard error is not collected.
  private static func converse(_ configuration: Configuration) async throws -> Ending {
    let result = try await Subprocess.run(
      configuration, input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .bytes(limit: outputLimit), error: .currentStandardError)
    return Ending(status: result.terminationStatus, output: result.standardOutput, errors: [])
  }

  /// Runs the plugin against the clock.
  private func limited(
    _ plugin: ExecPlugin, _ body: @escaping @Sendable () async throws -> Ending
  ) async throws(ConnectionError) -> [UInt8] {
    let result = await withTaskGroup(of: Result<[UInt8], ConnectionError>?.self) { group in
      group.addTask {
        do throws(ConnectionError) { return .success(try await plugin.output(body)) } catch { return .failure(error) }
      }
      group.addTask {
        do { try await Task.sleep(for: timeLimit) } catch { return nil }
        return .failure(plugin.error(.pluginTimedOut, "took longer than \(timeLimit), and was killed"))
      }
      // The clock ends without a word when the caller was cancelled: the plugin then has the say.
      var first: Result<[UInt8], ConnectionError>?
      while first == nil, let next = await group.next() { first = next }
      group.cancelAll()
      return first
    }
    return try (result ?? .failure(.cancelled)).get()
  }
}

extension ExecPlugin {
  fileprivate func output(
    _ body: @Sendable () async throws -> ExecPluginRunner.Ending
  ) async throws(ConnectionError) -> [UInt8] {
    let ending: ExecPluginRunner.Ending
    do {
      ending = try await body()
    } catch {
      throw Task.isCancelled ? .cancelled : failure(error)
    }
    if ending.status.isSuccess { return ending.output }
    if Task.isCancelled { throw .cancelled }
    let reason =
      switch ending.status {
      case .exited(let code): "ended with exit code \(code)"
      case .signaled(let signal): "was ended by signal \(signal)"
      }
    throw error(.pluginFailed, reason + Self.excerpt(ending.errors))
  }

  private func failure(_ error: any Error) -> ConnectionError {
    switch (error as? SubprocessError)?.code {
    case .outputLimitExceeded?:
      self.error(.invalidPluginOutput, "printed more than \(ExecPluginRunner.outputLimit) bytes")
    case .executableNotFound?: notFound
    default: self.error(.pluginFailed, "could not be run")
    }
  }

  private static func excerpt(_ errors: [UInt8]) -> String {
    let text = printable(String(decoding: errors.suffix(ExecPluginRunner.errorExcerpt), as: UTF8.self))
    let trimmed = text.split(separator: "\n").joined(separator: "\n")
    return trimmed.isEmpty ? "" : ": " + trimmed
  }

  fileprivate var notFound: ConnectionError {
    error(.pluginNotFound, "is not there" + (installHint.map { ". " + $0 } ?? ""))
  }

  fileprivate func error(_ code: ConnectionError.Code, _ message: String) -> ConnectionError {
    ConnectionError(code, "the exec plugin \"\(command)\" \(message)")
  }
}

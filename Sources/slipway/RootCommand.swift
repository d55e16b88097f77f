import ArgumentParser
import CommandKit
import Foundation

/// What the program is to the one who calls it. Exits with 2 for wrong arguments, as shells and most programs have it.
protocol RootCommand: AsyncParsableCommand {}

extension RootCommand {
  /// As kubectl writes it.
  static var _errorLabel: String { "error" }

  /// Carries out what words ask for, and ends the program.
  static func perform(_ words: [String]) async -> Never {
    do {
      var command = try await asyncParseAsRoot(words)
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      exit()
    } catch let error as CommandError {
      complain("error: \(error)", error.exitStatus)
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      complain(fullMessage(for: error), 2)
    }
  }

  private static func complain(_ text: String, _ status: Int32) -> Never {
    FileHandle.standardError.write(Data((text + "\n").utf8))
    exit(withError: ExitCode(status))
  }
}

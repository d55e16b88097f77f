import Foundation
import Glibc
import Synchronization

/// A child process that ends with its owner.
final class TestProcess: Sendable {
  struct Failure: Error {
    let command: [String]
    let output: String
  }

  // `Process` says nothing about concurrency, so it stays behind the lock.
  private let process: Mutex<Process>

  /// Starts a program that serves on the socket, which it finds as its standard input.
  init(_ command: [String], environment: [String: String] = [:], serving listener: ListeningSocket) throws {
    let child = Process()
    child.executableURL = URL(filePath: command[0])
    child.arguments = Array(command.dropFirst())
    child.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    child.standardInput = FileHandle(fileDescriptor: listener.descriptor, closeOnDealloc: false)
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    process = Mutex(child)
  }

  deinit { process.withLock { if $0.isRunning { kill($0.processIdentifier, SIGTERM) } } }

  /// Runs a program to its end; anything but success throws.
  static func run(_ command: [String]) throws {
    let child = Process()
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments = command
    let pipe = Pipe()
    child.standardOutput = pipe
    child.standardError = pipe
    child.standardInput = FileHandle.nullDevice
    try child.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    child.waitUntilExit()
    guard child.terminationStatus == 0 else {
      throw Failure(command: command, output: String(decoding: output, as: UTF8.self))
    }
  }

  /// Where a program lies, if it is installed.
  static func path(of program: String) -> String? {
    ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/bin"].map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

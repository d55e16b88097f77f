import Foundation
import Testing

/// Plays recordings of a real API server against the simulator.
@Suite struct RecordingTests {
  @Test(arguments: RecordingFolder.files)
  func matches(_ file: URL) throws {
    let recording = try Recording(contentsOf: file)
    if RecordingPrelude.isMissing(for: recording) {
      return print("Skipped: no published definitions beside this checkout for \(file.lastPathComponent)")
    }
    var report = RecordingReport()
    report.add(recording)
    if ProcessInfo.processInfo.environment["RECORDINGS"] != nil { return }
    for difference in report.unexplained { Issue.record(Comment(rawValue: difference.text)) }
  }

  /// Prints the whole account; `scripts/recordings.sh` runs this one alone.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORDINGS"] != nil))
  func matchesEnough() throws {
    var report = RecordingReport()
    for file in RecordingFolder.files { report.add(try Recording(contentsOf: file)) }
    print(report.text)
    #expect(report.isEnough, "fewer than 95 % of the recorded steps match")
  }
}

import Analysis
import KubeCore

/// What all pods showed at one moment: a line of a recording.
public struct RecordedRound: Sendable {
  /// Seconds since the first round.
  var time: Double
  var samples: [PodSamples]

  /// Reads a recording: a JSON object a line, `{"time": 0, "samples": [...]}`.
  ///
  /// - Throws: `.usage`, with the number of the line.
  public static func read(_ text: String) throws(CommandError) -> [RecordedRound] {
    var rounds: [RecordedRound] = []
    for (number, line) in text.split(separator: "\n").enumerated() {
      guard let object = try? JSONParser.parse(String(line)), let time = object["time"]?.double,
        let samples = try? (object["samples"]?.elements ?? []).map({ try JSONCoding.decode(PodSamples.self, from: $0) })
      else { throw CommandError(.usage, "line \(number + 1) is no round of a recording") }
      rounds.append(RecordedRound(time: time, samples: samples))
    }
    guard !rounds.isEmpty else { throw CommandError(.usage, "the recording is empty") }
    return rounds
  }

  /// The line of a recording, without its line feed.
  func line() throws -> String {
    let json: JSONValue = ["time": .double(time), "samples": .array(try samples.map { try JSONCoding.tree($0) })]
    return String(decoding: JSONWriter.write(json), as: UTF8.self)
  }
}

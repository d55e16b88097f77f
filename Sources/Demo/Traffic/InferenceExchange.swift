import KubeCore

/// One row as a request of the Open Inference Protocol, and what its answer says.
struct InferenceExchange: Sendable {
  /// A prediction together with the true label, to be told to the model's own metrics.
  struct Outcome: Sendable, Hashable {
    var id: String
    var revision: String
    var predicted: String
    var label: String
  }

  let id: String
  let row: DataSet.Row

  var body: [UInt8] {
    let features = row.features.joined(separator: ",")
    return Array(
      #"{"id":"\#(id)","inputs":[{"name":"features","shape":[1,\#(row.features.count)],"datatype":"FP64","data":[\#(features)]}]}"#
        .utf8)
  }

  /// - Returns: `nil` for an answer without a prediction.
  func outcome(answer: [UInt8], revision: String?) -> Outcome? {
    guard let answer = try? JSONParser.parse(answer), let revision,
      let output = answer["outputs"]?.elements.first(where: { $0["name"] == "label" }),
      let predicted = output["data"]?[0]
    else { return nil }
    return Outcome(id: id, revision: revision, predicted: predicted.string ?? predicted.description, label: row.label)
  }

  /// The request that tells how predictions turned out.
  static func feedback(_ outcomes: [Outcome]) -> [UInt8] {
    JSONWriter.write([
      "outcomes": .array(
        outcomes.map {
          [
            "id": .string($0.id), "revision": .string($0.revision), "predicted": .string($0.predicted),
            "label": .string($0.label),
          ]
        })
    ])
  }
}

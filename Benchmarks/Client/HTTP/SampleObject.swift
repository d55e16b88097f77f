/// An object of about 2 KB, such as a status write sends and gets back.
enum SampleObject {
  static let text: String = {
    let conditions = (0..<10).map { number in
      #"{"type":"Condition\#(number)","status":"True","observedGeneration":7,"reason":"StepComplete","#
        + #""lastTransitionTime":"2026-01-01T00:00:0\#(number)Z","message":"the step took 5 minutes as planned"}"#
    }
    return #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one","namespace":"default","uid":"#
      + #""6f1b4f0e-57a5-4b0e-8a35-0b6a0e7f5a01","resourceVersion":"123456","generation":7},"#
      + #""status":{"conditions":[\#(conditions.joined(separator: ","))]}}"#
  }()
}

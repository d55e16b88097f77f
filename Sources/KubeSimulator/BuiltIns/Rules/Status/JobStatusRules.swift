import KubeCore
import KubeSchema

/// What makes the status of a job invalid. What has not changed may stay as it is.
///
/// Source: `pkg/apis/batch/validation`, `pkg/registry/batch/job/strategy.go`.
struct JobStatusRules {
  private let spec: JSONValue
  private let (new, old): (JSONValue, JSONValue)
  private var errors: [FieldError] = []

  static func check(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    var rules = JobStatusRules(object, old)
    rules.checkCounts()
    rules.checkOutcome()
    rules.checkCompletion()
    rules.checkEnd()
    rules.checkIndexes()
    rules.checkSuccess()
    rules.checkChange()
    return rules.errors
  }

  private init(_ object: JSONValue, _ old: JSONValue) {
    spec = object["spec"] ?? [:]
    new = object
    self.old = old
  }

  private var status: JSONValue { new["status"] ?? [:] }
  private var before: JSONValue { old["status"] ?? [:] }

  private func isTrue(_ condition: String, _ job: JSONValue) -> Bool { job.condition(condition)?["status"] == "True" }
  private func has(_ condition: String) -> Bool { isTrue(condition, new) }
  private func had(_ condition: String) -> Bool { isTrue(condition, old) }
  private func changes(_ condition: String) -> Bool { has(condition) != had(condition) }
  private func changes(field: String) -> Bool { status[field] != before[field] }
  private var isFinished: Bool { has("Complete") || has("Failed") }
  private var finishes: Bool { isFinished != (had("Complete") || had("Failed")) }

  private mutating func refuse(_ field: String, _ detail: String) {
    errors.append(.invalid("status.\(field)", status[field] ?? .null, detail))
  }

  private mutating func refuseConditions(_ detail: String) { errors.append(.invalid("status.conditions", detail)) }

  private mutating func checkCounts() {
    errors += FieldRules.notNegative(status, ["active", "succeeded", "failed", "ready", "terminating"], "status")
  }

  private mutating func checkOutcome() {
    if changes("Complete") || changes("Failed"), has("Complete"), has("Failed") {
      refuseConditions("cannot set Complete=True and Failed=true conditions")
    }
    if changes("Complete") || changes("FailureTarget"), has("Complete"), has("FailureTarget") {
      refuseConditions("cannot set Complete=True and FailureTarget=true conditions")
    }
  }

  private mutating func checkCompletion() {
    let completion = status["completionTime"]?.string
    if changes("Complete") || changes(field: "completionTime") {
      if completion != nil, !has("Complete") {
        refuse("completionTime", "cannot set completionTime when there is no Complete=True condition")
      }
      if completion == nil, has("Complete") {
        errors.append(.required("status.completionTime", "completionTime is required for Complete jobs"))
      }
    }
    if changes(field: "startTime") || changes(field: "completionTime"), let completion,
      let start = status["startTime"]?.string, completion < start
    {
      refuse("completionTime", "must be equal to or after `startTime`")
    }
    if changes("Failed") || changes(field: "failedIndexes"), has("Failed"), !has("FailureTarget") {
      refuseConditions("cannot set Failed=True condition without the FailureTarget=true condition")
    }
    if changes("Complete") || changes("SuccessCriteriaMet"), has("Complete"), !has("SuccessCriteriaMet") {
      refuseConditions("cannot set Complete=True condition without the SuccessCriteriaMet=true condition")
    }
  }

  private mutating func checkEnd() {
    guard isFinished else { return }
    if finishes || changes(field: "active"), status["active"]?.integer ?? 0 > 0 {
      refuse("active", "active>0 is invalid for finished job")
    }
    let isNothingWanted = spec["suspend"]?.bool == true && spec["completions"] == 0
    if finishes || changes(field: "startTime"), !isNothingWanted, status["startTime"]?.string == nil {
      errors.append(.required("status.startTime", "startTime is required for finished job"))
    }
  }

  private mutating func checkIndexes() {
    let isIndexed = spec["completionMode"] == "Indexed"
    if changes(field: "completedIndexes"), !isIndexed, !FieldRules.text(status, "completedIndexes").isEmpty {
      refuse("completedIndexes", "cannot set non-empty completedIndexes when non-indexed completion mode")
    }
    if changes(field: "failedIndexes"), spec["backoffLimitPerIndex"] == nil, status["failedIndexes"] != nil {
      refuse("failedIndexes", "cannot set non-null failedIndexes when backoffLimitPerIndex is null")
    }
    if finishes || changes(field: "terminating"), isFinished, status["terminating"]?.integer ?? 0 > 0 {
      refuse("terminating", "terminating>0 is invalid for finished job")
    }
    if changes(field: "ready") || changes(field: "active"),
      status["ready"]?.integer ?? 0 > status["active"]?.integer ?? 0
    {
      refuse("ready", "cannot set more ready pods than active")
    }
  }

  private mutating func checkSuccess() {
    if has("SuccessCriteriaMet"), has("Failed") {
      refuseConditions("cannot set SuccessCriteriaMet=True and Failed=true conditions")
    }
    if has("SuccessCriteriaMet"), has("FailureTarget") {
      refuseConditions("cannot set SuccessCriteriaMet=True and FailureTarget=true conditions")
    }
    if spec["successPolicy"] != nil, has("Complete"), !has("SuccessCriteriaMet") {
      refuseConditions("cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True")
    }
  }

  private mutating func checkChange() {
    for condition in ["Failed", "Complete", "FailureTarget"] where had(condition) && !has(condition) {
      refuseConditions("cannot disable the terminal \(condition)=True condition")
    }
    let isElastic = spec["completionMode"] == "Indexed" && spec["completions"] == spec["parallelism"]
    for (name, isKept) in [("failed", true), ("succeeded", !isElastic)] where isKept {
      guard status[name]?.integer ?? 0 < before[name]?.integer ?? 0 else { continue }
      errors.append(.invalid("status.\(name)", status[name] ?? 0, "cannot decrease the \(name) counter"))
    }
    if let time = before["completionTime"], let new = status["completionTime"], time != new {
      refuse("completionTime", "field is immutable")
    }
    let resumes = had("Suspended") && new.condition("Suspended")?["status"] == "False"
    if let start = before["startTime"], start != status["startTime"], !resumes, spec["suspend"]?.bool != true {
      refuse("startTime", "field is immutable for unsuspended job once set")
    }
    if had("SuccessCriteriaMet"), !has("SuccessCriteriaMet") {
      refuseConditions("cannot disable the SuccessCriteriaMet=True condition")
    }
  }
}

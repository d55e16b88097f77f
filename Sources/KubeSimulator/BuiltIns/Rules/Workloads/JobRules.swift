import KubeCore
import KubeSchema

/// What makes jobs and cron jobs invalid.
enum JobRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = check(spec, "spec")
    errors += checkSelector(object, spec)
    guard let old else { return errors }
    // The server looks at the specification once as at a new one and once as at a changed one.
    return errors + check(spec, "spec") + JobChangeRules.check(object, old)
  }

  static func checkCronJob(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if old == nil, object.name.utf8.count > 52 {
      errors.append(.invalid("metadata.name", .string(object.name), "must be no more than 52 characters"))
    }
    errors += check(spec["jobTemplate"]?["spec"] ?? [:], "spec.jobTemplate.spec")
    errors += checkSchedule(spec)
    errors += FieldRules.oneOf(spec, "concurrencyPolicy", ["Allow", "Forbid", "Replace"], "spec")
    return errors
      + FieldRules.notNegative(
        spec, ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"], "spec")
  }

  private static func checkSchedule(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let schedule = FieldRules.text(spec, "schedule")
    if schedule.isEmpty {
      errors.append(.required("spec.schedule"))
    } else if schedule.contains("TZ") {
      errors.append(
        .invalid(
          "spec.schedule", .string(schedule), "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"))
    } else if let problem = CronSchedule.problem(in: schedule) {
      errors.append(.invalid("spec.schedule", .string(schedule), problem))
    }
    guard let zone = spec["timeZone"]?.string else { return errors }
    if zone.isEmpty {
      errors.append(.invalid("spec.timeZone", .string(zone), "timeZone must be nil or non-empty string"))
    } else if zone.lowercased() == "local" {
      errors.append(
        .invalid(
          "spec.timeZone", .string(zone),
          "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"))
    } else if !TimeZoneName.isKnown(zone) {
      errors.append(.invalid("spec.timeZone", .string(zone), "unknown time zone \(zone)"))
    }
    return errors
  }

  private static func checkSelector(_ object: JSONValue, _ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let labels = spec["template"]?["metadata"]?["labels"]
    let selector = spec["selector"]
    let isManual = spec["manualSelector"]?.bool == true
    if !isManual, let selector, let given = selector["matchLabels"]?.object,
      given.count > 1 || selector["matchExpressions"] != nil
    {
      errors.append(.invalid("spec.selector", selector, "`selector` not auto-generated"))
    }
    let parsed = selector.flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) }
    if let parsed, !parsed.matches(labels?.stringMap ?? [:]) {
      errors.append(
        .invalid(
          "spec.template.metadata.labels", labels ?? .null, "`selector` does not match template `labels`"))
    }
    return errors
  }

  private static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors = FieldRules.notNegative(
      spec, ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"], path)
    errors += FieldRules.oneOf(spec, "completionMode", ["NonIndexed", "Indexed"], path)
    let isIndexed = spec["completionMode"] == "Indexed"
    if isIndexed, spec["completions"] == nil {
      errors.append(.required("\(path).completions", "when completion mode is Indexed"))
    }
    errors += FieldRules.notNegative(spec, ["backoffLimitPerIndex", "maxFailedIndexes"], path)
    if spec["maxFailedIndexes"] != nil, spec["backoffLimitPerIndex"] == nil {
      errors.append(.required("\(path).backoffLimitPerIndex", "when maxFailedIndexes is specified"))
    }
    let isPlain = spec["completionMode"] == nil || spec["completionMode"] == "NonIndexed"
    for name in ["backoffLimitPerIndex", "maxFailedIndexes"] where spec[name] != nil && isPlain {
      errors.append(.invalid("\(path).\(name)", spec[name] ?? .null, "requires indexed completion mode"))
    }
    if isIndexed { errors += checkIndexes(spec, path) }
    // With a failure policy, pods are replaced only when they have failed.
    let replacements = spec["podFailurePolicy"] == nil ? ["Failed", "TerminatingOrFailed"] : ["Failed"]
    errors += FieldRules.oneOf(spec, "podReplacementPolicy", replacements, path)
    if let manager = spec["managedBy"]?.string {
      errors += FieldRules.domainPath(manager, "\(path).managedBy")
      if manager.utf8.count > 63 { errors.append(.tooLong("\(path).managedBy", limit: 63)) }
    }
    errors += JobPolicyRules.check(spec, path)
    return errors + checkPod(spec, "\(path).template.spec")
  }

  private static func checkIndexes(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let number = spec["parallelism"]?.integer, number > 100_000 {
      errors.append(
        .invalid(
          "\(path).parallelism", .integer(number),
          "must be less than or equal to 100000 when completion mode is Indexed"))
    }
    if let failed = spec["maxFailedIndexes"]?.integer, let all = spec["completions"]?.integer, failed > all {
      errors.append(
        .invalid("\(path).maxFailedIndexes", .integer(failed), "must be less than or equal to completions"))
    }
    return errors
  }

  private static func checkPod(_ spec: JSONValue, _ path: String) -> [FieldError] {
    let pod = spec["template"]?["spec"] ?? [:]
    var errors = PodSpecRules.checkTemplate(pod, path)
    let place = "\(path).restartPolicy"
    switch pod["restartPolicy"]?.string {
    case "OnFailure" where spec["podFailurePolicy"] != nil:
      errors.append(.invalid(place, "OnFailure", "only \"Never\" is supported when podFailurePolicy is specified"))
    case "OnFailure", "Never": break
    case "Always", nil: errors.append(.required(place, "valid values: \"OnFailure\", \"Never\""))
    default:
      errors.append(.notSupported(place, pod["restartPolicy"] ?? "", supported: ["OnFailure", "Never"]))
    }
    return errors
  }
}

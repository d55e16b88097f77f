/// What must hold in every run: S for safety, at every moment; L for liveness, in the end; D for differences from the run
/// without faults.
package enum Invariant: String, Sendable, Hashable, CaseIterable {
  case s1 = "S1", s2 = "S2", s3 = "S3", s4 = "S4", s5 = "S5", s6 = "S6", s7 = "S7", s8 = "S8", s9 = "S9", s10 = "S10"
  case s11 = "S11", s12 = "S12", s13 = "S13", s14 = "S14", s15 = "S15", s16 = "S16", s17 = "S17", s18 = "S18"
  case s19 = "S19", s20 = "S20", s21 = "S21", s22 = "S22"
  case l1 = "L1", l2 = "L2", l3 = "L3", l4 = "L4", l5 = "L5", l6 = "L6", l7 = "L7"
  case d1 = "D1", d2 = "D2", d3 = "D3"
  /// The invariants of single decisions, which `RolloutInvariant` names.
  case decision = "R"

  package var sentence: String {
    switch self {
    case .s1: "The shares of the traffic sum to the whole, and none grows beyond what its step allows."
    case .s2: "A version that gets traffic has the ready replicas for it when it gets it."
    case .s3: "Replicas are taken away only while those that serve carry all of the traffic."
    case .s4: "Within one rollout the candidate's share only grows, but for a retreat or the way back."
    case .s5: "A version that was taken back gets no traffic again until a user asks for it."
    case .s6: "A step is passed only on requests of its own, each counted once, and never by a version that fails."
    case .s7: "With two colours exactly one is active, and it is ready."
    case .s8: "A shadow gets copies of requests and never their answers."
    case .s9: "The rules of an A/B test leave no request without a version."
    case .s10: "A write that takes something away names the very object that it means."
    case .s11: "An object that another controls is never touched."
    case .s12: "A ModelDeployment that is made anew inherits nothing."
    case .s13: "Who does not lead does not write."
    case .s14: "While a rollout is paused its shares stay."
    case .s15: "What users own is never written."
    case .s16: "The status speaks of no generation that is not there, never of an older one again, and its conditions are sound."
    case .s17: "Secrets appear in no status, no event and no log."
    case .s18: "Nothing is asked for that the shipped role does not allow."
    case .s19: "Names, labels, the status and its history keep within their bounds."
    case .s20: "A finalizer goes only when what it guards is gone."
    case .s21: "A step that waits for a person is passed only when one has approved it."
    case .s22: "What a policy forbids does not happen."
    case .l1: "When nothing goes wrong any more, the end is reached, and then nothing is written."
    case .l2: "A step takes a bounded number of calls."
    case .l3: "Nothing is tried over and over without a pause."
    case .l4: "When all is quiet, the stores hold what the server holds."
    case .l5: "Another process takes over in time."
    case .l6: "A process that has ended leaves nothing running."
    case .l7: "A ModelDeployment that is deleted goes, and all that it had."
    case .d1: "The run ends as it does without faults."
    case .d2: "Objects come and go as often as they do without faults."
    case .d3: "What others have deleted or changed becomes again what it was."
    case .decision: "Each decision keeps the invariants of the rollout engine."
    }
  }

  /// Why it is not checked yet; `nil` for those that are.
  package var reasonNotChecked: String? {
    switch self {
    case .s20: "The operator sets no finalizer: owner references and the garbage collector take its objects away."
    default: nil
    }
  }
}

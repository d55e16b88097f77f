import KubeTypes
import PodLifecycle

/// Answers the probes of one container, one after the other.
struct ProbeDesk: Sendable {
  private struct Question: Sendable {
    var kind: ProbeKind
    var run: Int
    var address: String
  }

  private let container: Container
  private let prober: Prober
  private let mailbox: Mailbox<PodEvent>
  private let questions = Mailbox<Question>()

  init(_ container: Container, prober: Prober, mailbox: Mailbox<PodEvent>) {
    self.container = container
    self.prober = prober
    self.mailbox = mailbox
  }

  /// Has a probe answered, in place of an answer of the same kind that is still waited for.
  func check(_ kind: ProbeKind, run: Int, address: String) {
    questions.replace(Question(kind: kind, run: run, address: address)) { $0.kind == kind }
  }

  /// Runs until the calling task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await questions.wait()
      for question in questions.takeAll() where !Task.isCancelled {
        let success = await answer(question)
        mailbox.send(.probed(container: container.name, question.kind, run: question.run, success: success))
      }
    }
  }

  private func answer(_ question: Question) async -> Bool {
    guard let probe = container.probe(question.kind),
      let target = ProbeTarget(probe, of: container, address: question.address)
    else { return false }
    return await prober.check(target)
  }
}

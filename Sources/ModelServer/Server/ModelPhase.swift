/// Where a server is in its life.
enum ModelPhase: Sendable {
  case loading
  case serving(LoadedModel)
  /// Shutting down: answers, and asks to be left.
  case draining(LoadedModel?)

  /// The model, in the phases that have one.
  var model: LoadedModel? {
    switch self {
    case .loading: nil
    case .serving(let model): model
    case .draining(let model): model
    }
  }

  var isDraining: Bool {
    if case .draining = self { true } else { false }
  }

  mutating func didLoad(_ model: LoadedModel) {
    self = isDraining ? .draining(model) : .serving(model)
  }

  mutating func beginDraining() {
    self = .draining(model)
  }
}

import FoundationEssentials
import Observability
import Synchronization

/// The model behind the routes: its phase, its answers and its metrics, without any HTTP.
final class ModelService: Sendable {
  /// The readiness check that tells whether the model is loaded, warm and not on its way out.
  static let readinessCheck = "model"

  let configuration: ModelServerConfiguration
  let registry: MetricsRegistry
  let health = HealthState(awaiting: [ModelService.readinessCheck])
  let metrics: ModelMetrics
  private let effects: ModelServerEffects
  private let phase = Mutex(ModelPhase.loading)

  init(
    configuration: ModelServerConfiguration, registry: MetricsRegistry, effects: ModelServerEffects
  ) throws(ObservabilityError) {
    self.configuration = configuration
    self.registry = registry
    self.effects = effects
    self.metrics = try ModelMetrics(
      registry: registry, model: configuration.modelName, revision: configuration.revision)
  }

  var isDraining: Bool { phase.withLock { $0.isDraining } }

  var isReady: Bool { health.isReady }

  /// Reads, checks and warms the model; from then on the server is ready.
  func load() throws(ModelServerError) {
    let model = try LoadedModel(ModelArtifact(contentsOfFile: configuration.modelPath))
    metrics.prepare(model.predictor.classes)
    let isDraining = phase.withLock { phase in
      phase.didLoad(model)
      return phase.isDraining
    }
    if !isDraining { health.report(Self.readinessCheck, .passing) }
  }

  /// Ends readiness at once, and returns when the drain period is over; requests are answered all the while.
  func drain() async throws {
    phase.withLock { $0.beginDraining() }
    health.report(Self.readinessCheck, .failing(reason: "draining"))
    try await effects.sleep(configuration.drainPeriod)
  }

  /// The model, or the problem of a request that came before it.
  func loadedModel() throws(RequestProblem) -> LoadedModel {
    guard let model = phase.withLock({ $0.model }) else { throw .loading }
    return model
  }

  /// Answers an infer call.
  /// - Throws: ``RequestProblem``, or a `CancellationError` when the caller went away during a lookup.
  func infer(_ body: Data) async throws -> InferenceResponse {
    let model = try loadedModel()
    let request = try Self.decode(InferenceRequest.self, from: body)
    let rows = try request.rows(featureCount: model.predictor.features.count)
    let outputs = try request.wantedOutputs()
    if let lookup = model.lookup { try await effects.sleep(lookup.duration(random: effects.random())) }
    let predictions = try Self.predictions(of: rows, by: model.predictor)
    metrics.recordPredictions(predictions)
    return InferenceResponse(
      modelName: configuration.modelName, modelVersion: model.version, id: request.id,
      parameters: .init(revision: configuration.revision),
      outputs: outputs.map { .init($0, of: predictions, labelType: model.labelType) })
  }

  /// Counts reported outcomes and returns how many they were.
  func recordFeedback(_ body: Data) throws(RequestProblem) -> Int {
    let request = try Self.decode(FeedbackRequest.self, from: body)
    try request.validate()
    for outcome in request.outcomes { metrics.recordOutcome(outcome) }
    return request.outcomes.count
  }

  private static func predictions(
    of rows: [[Double]], by predictor: Predictor
  ) throws(RequestProblem) -> [Prediction] {
    var predictions: [Prediction] = []
    for row in rows {
      do {
        predictions.append(try predictor.predict(row))
      } catch {
        throw .raised(error)
      }
    }
    return predictions
  }

  private static func decode<Body: Decodable>(_ type: Body.Type, from data: Data) throws(RequestProblem) -> Body {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw .undecodable(error)
    } catch {
      throw .invalid("the document", "cannot be decoded")
    }
  }
}

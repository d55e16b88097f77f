/// A Dockerfile: instructions, each with its reason.
public struct Dockerfile: Sendable, Hashable {
  /// An instruction, and why it is there.
  public struct Step: Sendable, Hashable {
    public let instruction: DockerInstruction
    public let reason: String
  }

  public private(set) var steps: [Step] = []

  public init() {}

  mutating func append(_ instruction: DockerInstruction, because reason: String) {
    steps.append(Step(instruction: instruction, reason: reason))
  }

  /// All images that the build starts from or copies from, in their order, each once.
  public var images: [ImageReference] {
    var images: [ImageReference] = []
    for case .from(let image, _) in steps.map(\.instruction) where !images.contains(image) { images.append(image) }
    return images
  }
}

/// Decision trees whose class distributions are averaged.
struct DecisionForest: Sendable {
  private let trees: [ModelArtifact.Tree]
  private let classCount: Int

  init(_ trees: [ModelArtifact.Tree], columnCount: Int, classCount: Int) throws(ModelServerError) {
    guard !trees.isEmpty else {
      throw ModelServerError(code: .invalidModel, message: "has no trees", subject: "model.trees")
    }
    for (index, tree) in trees.enumerated() {
      guard Self.isSound(tree, columnCount: columnCount, classCount: classCount) else {
        throw ModelServerError(code: .invalidModel, message: "is not a tree", subject: "model.trees[\(index)]")
      }
    }
    self.trees = trees
    self.classCount = classCount
  }

  func probabilities(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: classCount)
    for tree in trees {
      let distribution = tree.value[Self.leaf(of: tree, for: values)]
      for index in sums.indices { sums[index] += distribution[index] }
    }
    let count = Double(trees.count)
    return sums.map { $0 / count }
  }

  private static func leaf(of tree: ModelArtifact.Tree, for values: [Double]) -> Int {
    var node = 0
    while tree.feature[node] >= 0 {
      // scikit-learn compares in single precision: its trees hold float32 rows.
      let value = Double(Float(values[tree.feature[node]]))
      node = value <= tree.threshold[node] ? tree.left[node] : tree.right[node]
    }
    return node
  }

  /// Whether walking the tree ends at a leaf for all values. Children come after their parent, so a walk cannot turn
  /// in a circle.
  private static func isSound(_ tree: ModelArtifact.Tree, columnCount: Int, classCount: Int) -> Bool {
    let count = tree.feature.count
    guard count > 0, tree.threshold.count == count, tree.left.count == count, tree.right.count == count,
      tree.value.count == count
    else { return false }
    return (0..<count).allSatisfy { node in
      if tree.feature[node] < 0 { return tree.value[node].count == classCount }
      let children = node + 1..<count
      return tree.feature[node] < columnCount && children.contains(tree.left[node])
        && children.contains(tree.right[node])
    }
  }
}

/// Names as parts of a path.
enum PathSegment {
  /// Checks a name for what could lead to another place than the one that is meant.
  ///
  /// A server refuses the same names. They must not even be sent: `..` is resolved on the way.
  ///
  /// - Throws: `.invalidRequest`.
  static func check(_ name: String, _ what: String) throws(KubeError) {
    if name.isEmpty { throw KubeError(.invalidRequest, message: "a \(what) must not be empty") }
    let hasSpecialBytes = name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }
    guard name != ".", name != "..", !hasSpecialBytes else {
      throw KubeError(.invalidRequest, message: "\"\(name)\" cannot be a \(what): it would change the path")
    }
  }
}

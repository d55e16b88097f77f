/// The bounds that fields of several routers share.
enum RouteFields {
  /// A DNS name; `*` may stand for the first label.
  static let hostname = Schema.string(maxLength: 253, minLength: 1)
  /// The name of an object, as DNS has them.
  static let name = Schema.string(maxLength: 253, minLength: 1)
  /// A prefix of a path.
  static let path = Schema.string(maxLength: 1_024, minLength: 1)
}

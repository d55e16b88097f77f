/// The names under which Slipway owns fields: one for each concern, so that none takes a field from another.
enum FieldManager {
  static let workload = "slipway-workload"
  static let scale = "slipway-scale"
  static let traffic = "slipway-traffic"
  static let judge = "slipway-judge"
  static let status = "slipway-status"
}

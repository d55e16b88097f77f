/// Why a look of a stateful set's controller ended before its time.
struct StatefulSetFailure: Error, Hashable {
  var message: String
}

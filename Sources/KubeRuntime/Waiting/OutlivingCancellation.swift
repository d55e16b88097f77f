/// Runs an operation that is told of the calling task's cancellation, but is not cancelled with it.
///
/// The one unstructured task of this library: structured ones are cancelled with their parent, and work that is cut off
/// between two writes is what a graceful stop is to avoid. It never outlives this call.
///
/// - Parameter operation: gets a gate that opens when the calling task is cancelled.
func outlivingCancellation<Result: Sendable>(
  _ operation: @escaping @Sendable (_ stop: Gate) async -> Result
) async -> Result {
  let stop = Gate()
  let task = Task(executorPreference: TaskPreference.executor) { await operation(stop) }
  return await withTaskCancellationHandler {
    await task.value
  } onCancel: {
    stop.open()
  }
}

/// Where tasks run that do not inherit it from the task that makes them.
///
/// Structured tasks run on the executor that their parent prefers; unstructured ones forget it. A simulation that runs
/// a whole program on one executor binds this too.
package enum TaskPreference {
  /// `nil` for the global executor.
  @TaskLocal package static var executor: (any TaskExecutor)?
}

// What the thread sanitizer must say of two counters, which many threads add to: nothing of the one behind a mutex, and
// that there is a race for the other. The argument chooses.

import Dispatch
import Synchronization

final class Guarded: Sendable {
  let count = Mutex(0)
}

nonisolated(unsafe) var unguarded = 0
let guarded = Guarded()
let isRacy = CommandLine.arguments.last == "race"

DispatchQueue.concurrentPerform(iterations: 8) { _ in
  for _ in 0..<50_000 {
    if isRacy { unguarded += 1 } else { guarded.count.withLock { $0 += 1 } }
  }
}
print(isRacy ? "racy" : guarded.count.withLock { $0 })

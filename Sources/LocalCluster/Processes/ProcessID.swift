/// One run of one process; never given twice, unlike the kernel's numbers.
struct ProcessID: Sendable, Hashable {
  let number: UInt64
}

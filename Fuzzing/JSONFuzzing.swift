/// Called by libFuzzer with one input after another; a trap is a finding, and so is a property that does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = JSONProperties.violation(bytes) { fatalError(violation) }
  return 0
}

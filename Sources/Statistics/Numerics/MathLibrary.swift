#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The only calls into the C library. None of them touches global state: the log-gamma function is our own, because
// the C library's `lgamma` writes the sign of its result to a global variable.

func naturalLog(_ x: Double) -> Double { log(x) }
func binaryLog(_ x: Double) -> Double { log2(x) }
func naturalLogOfOnePlus(_ x: Double) -> Double { log1p(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }
func arcSine(_ x: Double) -> Double { asin(x) }
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

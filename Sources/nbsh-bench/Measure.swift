#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Seconds on a clock that only goes forward.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Runs the work twice to warm up, then for two seconds and at least five times; the result as a line of JSON.
func measure(_ name: String, _ work: () throws -> Void) throws -> String {
  for _ in 0..<2 { try work() }
  var times: [Double] = []
  let start = now()
  while times.count < 5 || (now() - start < 2 && times.count < 2000) {
    let began = now()
    try work()
    times.append(now() - began)
  }
  let sorted = times.sorted()
  let middle = sorted.count / 2
  let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return "{\"name\": \"\(name)\", \"peer\": \"nbsh\", \"seconds\": \(median), \"best\": \(sorted[0]), "
    + "\"runs\": \(times.count), \"peak_mb\": \(peakMegabytes())}"
}

/// The most memory that the process has held so far.
func peakMegabytes() -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  #else
    getrusage(RUSAGE_SELF, &usage)
    return Int(usage.ru_maxrss) / (1024 * 1024)
  #endif
}

/// Shows what was printed so far.
func flush() { fflush(nil) }

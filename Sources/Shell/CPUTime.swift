#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long the process has kept processors busy, all its threads together.
struct CPUTime {
  /// In its own code, and in the system on its behalf.
  var user, system: Duration

  static var now: CPUTime {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    func duration(_ time: timeval) -> Duration {
      .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
    }
    return CPUTime(user: duration(usage.ru_utime), system: duration(usage.ru_stime))
  }

  static func - (end: CPUTime, start: CPUTime) -> CPUTime {
    CPUTime(user: end.user - start.user, system: end.system - start.system)
  }

  /// As IPython writes it: `user 1.2 s, sys: 30 ms, total: 1.23 s`.
  var text: String {
    "user \(durationText(user)), sys: \(durationText(system)), total: \(durationText(user + system))"
  }
}

import Language

extension [RecordedCell] {
  /// The cells that show text and use a time of the clock: they read it, or a name that another cell set from it.
  var usingTimes: [RecordedCell] {
    var times = Set<String>()
    return filter { cell in
      var usesTime = cell.readsClock
      for step in GlobalNames(cell.source)?.steps ?? [] {
        let readsTime = !step.reads.isDisjoint(with: times)
        if readsTime { usesTime = true }
        if readsTime || cell.readsClock && !step.reads.isDisjoint(with: clocks) {
          times.formUnion(step.sets)
        } else {
          times.subtract(step.sets)
        }
      }
      return usesTime && cell.outputs.contains { if case .figure = $0 { false } else { true } }
    }
  }
}

/// The module that has the clocks, and what it calls them.
private let clocks: Set<String> = [
  "time", "perf_counter", "monotonic", "process_time", "time_ns", "perf_counter_ns", "monotonic_ns",
  "process_time_ns", "localtime", "gmtime", "strftime", "asctime", "ctime",
]

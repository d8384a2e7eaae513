import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `time`
enum TimeModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "time", entries: entries,
      values: ["struct_time": { .type(structTime) }, "timezone": { .int(zone(isDaylight: false)) }])
    module.doc = "Clocks, waiting and dates."
    return module
  }

  /// A clock of the system in seconds.
  static func seconds(_ clock: clockid_t) -> Double {
    let (whole, rest) = parts(clock)
    return Double(whole) + Double(rest) / 1e9
  }

  private static func parts(_ clock: clockid_t) -> (Int, Int) {
    var now = timespec()
    clock_gettime(clock, &now)
    return (Int(now.tv_sec), Int(now.tv_nsec))
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    func clock(_ name: String, _ clock: clockid_t, _ doc: String) {
      list(name, "()", doc, "import time\nprint(time.\(name)() >= 0)\n#> True") { a in
        ClockUse.note(a.vm)
        return .float(seconds(clock))
      }
      list(name + "_ns", "()", doc + " In nanoseconds.") { a in
        ClockUse.note(a.vm)
        let (whole, rest) = parts(clock)
        return .int(whole * 1_000_000_000 + rest)
      }
    }
    clock("time", CLOCK_REALTIME, "Seconds since 1970.")
    clock("perf_counter", CLOCK_MONOTONIC, "Seconds of a clock for measuring short times.")
    clock("monotonic", CLOCK_MONOTONIC, "Seconds of a clock that never goes back.")
    clock("process_time", CLOCK_PROCESS_CPUTIME_ID, "Seconds of processor time that the process used.")
    list("sleep", "(seconds, /)", "Waits.", "import time\ntime.sleep(0.001)") { a in
      let seconds = try a.double(0)
      if seconds.isNaN { throw PyError.valueError("Invalid value NaN (not a number)") }
      if seconds < 0 { throw PyError.valueError("sleep length must be non-negative") }
      if seconds > 9e9 { throw PyError.overflowError("timestamp too large to convert to C _PyTime_t") }
      let end = TimeModule.seconds(CLOCK_MONOTONIC) + seconds
      // Short naps, so that an interrupt is heard.
      while true {
        try a.vm.checkInterrupt()
        let left = end - TimeModule.seconds(CLOCK_MONOTONIC)
        if left <= 0 { return .none }
        usleep(UInt32(min(left, 0.05) * 1e6) + 1)
      }
    }
    list("localtime", "(seconds=None, /)", "The local date and time of a number of seconds since 1970.") {
      a in
      try broken(a, localtime_r)
    }
    list(
      "gmtime", "(seconds=None, /)", "The date and time in UTC of a number of seconds since 1970.",
      "import time\nprint(time.gmtime(0).tm_year)\n#> 1970"
    ) { a in try broken(a, gmtime_r) }
    list("mktime", "(t, /)", "Seconds since 1970 of a local date and time.") { a in
      var date = try fields(a.items(0), a.vm)
      return .float(Double(mktime(&date)))
    }
    list(
      "strftime", "(format, t=_, /)", "A date as text: %Y %m %d %H %M %S and the like.",
      "import time\nprint(time.strftime('%Y-%m-%d', time.gmtime(0)))\n#> 1970-01-01"
    ) { a in
      .string(format(try a.string(0), try date(a, 1)))
    }
    list("asctime", "(t=_, /)", "A date as `Thu Jan  1 00:00:00 1970`.") { a in .string(text(try date(a, 0)))
    }
    list("ctime", "(seconds=None, /)", "A local date as `Thu Jan  1 00:00:00 1970`.") { a in
      var date = tm()
      var time = try time(a)
      localtime_r(&time, &date)
      return .string(text(date))
    }
  }.entries

  // MARK: Dates

  /// `time.struct_time`: a tuple with names.
  nonisolated(unsafe) static let structTime: TypeObject = {
    let type = TypeObject("struct_time", bases: [Types.tuple], module: "time")
    let names = [
      "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
    ]
    type.loadEntries = { [unowned type] in
      for (index, name) in names.enumerated() {
        type.addGetter(name) { _, value in
          guard case .tuple(let tuple) = value else { return .none }
          return tuple.items[index]
        }
      }
      return [
        Entry("__repr__", "(self, /)") { a in
          guard case .tuple(let tuple) = a[0] else { return .none }
          let parts = try zip(names, tuple.items).map { "\($0)=\(try a.vm.repr($1))" }
          return .string("time.struct_time(\(parts.joined(separator: ", ")))")
        }
      ]
    }
    type.setConstructor("(sequence, /)") { a in
      let items = try a.items(0)
      if items.count < 9 {
        throw PyError.typeError(
          "time.struct_time() takes an at least 9-sequence (\(items.count)-sequence given)")
      }
      return .tuple(TupleObject(Array(items.prefix(9)), type: structTime))
    }
    return type
  }()

  private static func time(_ a: Arguments) throws -> time_t {
    if !a.isGiven(0) {
      ClockUse.note(a.vm)
      return Int(seconds(CLOCK_REALTIME))
    }
    let value = try a.double(0).rounded(.down)
    guard let whole = Int(exactly: value), abs(whole) < 60_000_000_000_000 else {
      throw PyError.overflowError("timestamp out of range for platform time_t")
    }
    return whole
  }

  private static func broken(
    _ a: Arguments, _ split: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
  ) throws -> Value {
    var time = try time(a)
    var date = tm()
    _ = split(&time, &date)
    let fields = [
      Int(date.tm_year) + 1900, Int(date.tm_mon) + 1, Int(date.tm_mday), Int(date.tm_hour), Int(date.tm_min),
      Int(date.tm_sec), (Int(date.tm_wday) + 6) % 7, Int(date.tm_yday) + 1, Int(date.tm_isdst),
    ]
    return .tuple(TupleObject(fields.map { .int($0) }, type: structTime))
  }

  private static func date(_ a: Arguments, _ index: Int) throws -> tm {
    if a.isGiven(index) { return try fields(a.items(index), a.vm) }
    ClockUse.note(a.vm)
    var now = Int(seconds(CLOCK_REALTIME))
    var date = tm()
    localtime_r(&now, &date)
    return date
  }

  private static func fields(_ items: [Value], _ vm: Interpreter) throws -> tm {
    guard items.count == 9 else {
      throw PyError.typeError("function takes exactly 9 arguments (\(items.count) given)")
    }
    let numbers = try items.map { Int32(clamping: try vm.int($0)) }
    var date = tm()
    date.tm_year = numbers[0] &- 1900
    date.tm_mon = numbers[1] &- 1
    date.tm_mday = numbers[2]
    date.tm_hour = numbers[3]
    date.tm_min = numbers[4]
    date.tm_sec = numbers[5]
    date.tm_wday = (numbers[6] &+ 1) % 7
    date.tm_yday = numbers[7] &- 1
    date.tm_isdst = numbers[8]
    guard (0...11).contains(date.tm_mon), (1...31).contains(date.tm_mday), (0...23).contains(date.tm_hour),
      (0...59).contains(date.tm_min), (0...61).contains(date.tm_sec), (0...6).contains(date.tm_wday),
      (0...365).contains(date.tm_yday)
    else { throw PyError.valueError("date out of range") }
    return date
  }

  private static func format(_ format: String, _ date: tm) -> String {
    if format.isEmpty { return "" }
    var date = date
    var buffer = [CChar](repeating: 0, count: format.utf8.count * 32 + 256)
    let count = strftime(&buffer, buffer.count, format, &date)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text(_ date: tm) -> String {
    let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Int(date.tm_wday)]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][Int(date.tm_mon)]
    func two(_ value: Int32, _ fill: String) -> String { value < 10 ? "\(fill)\(value)" : "\(value)" }
    return
      "\(day) \(month) \(two(date.tm_mday, " ")) \(two(date.tm_hour, "0")):\(two(date.tm_min, "0")):\(two(date.tm_sec, "0")) \(Int(date.tm_year) + 1900)"
  }

  private static func zone(isDaylight: Bool) -> Int {
    var start = 0
    var date = tm()
    localtime_r(&start, &date)
    return -Int(date.tm_gmtoff)
  }
}

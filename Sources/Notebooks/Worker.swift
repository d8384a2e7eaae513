#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The side of `replay` that runs scripts: a process that takes jobs, one at a time, until its input ends.
///
/// What a job does to this process, be it a crash, a loop without end or all of the memory, stays here.
public enum Worker {
  /// The hidden argument that turns the program into a worker; a number of bytes may follow it.
  public static let argument = "--replay-worker"

  /// Serves jobs from standard input and answers on standard output; returns the exit status.
  ///
  /// - Parameters:
  ///   - memory: the most bytes of address space that the process may take.
  ///   - makeKernel: makes a fresh session for each script.
  public static func main(memory: Int?, makeKernel: @escaping KernelMaker) -> Int32 {
    // A script that writes to the standard streams must not speak to the parent in its tongue.
    let input = fcntl(0, F_DUPFD_CLOEXEC, 3)
    let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    guard input >= 0, output >= 0 else { return 2 }
    let null = open("/dev/null", O_RDONLY)
    if null >= 0 {
      dup2(null, 0)
      close(null)
    }
    dup2(2, 1)
    signal(SIGPIPE, SIG_IGN)
    // Nobody may have room for what the script says there, and it shall not wait for it.
    _ = fcntl(2, F_SETFL, O_NONBLOCK)
    MemoryLimit.forbidCoreFiles()
    MemoryLimit.apply(memory)
    ParentWatch.begin(input)
    return serve(input: input, output: output, usesAlarm: true, makeKernel: makeKernel)
  }

  /// Serves jobs until the input ends or nobody reads the output; returns the exit status.
  ///
  /// - Parameter usesAlarm: whether cells are asked to stop when their time is over, by this process' one alarm.
  public static func serve(
    input: Int32, output: Int32, usesAlarm: Bool = false, makeKernel: @escaping KernelMaker
  ) -> Int32 {
    var frames = FrameBuffer()
    let runner = JobRunner(makeKernel: makeKernel, usesAlarm: usesAlarm)
    var isHeard = true
    while isHeard, fill(&frames, from: input) {
      while isHeard, let frame = frames.next() {
        guard case .job(let job) = frame else { return 2 }
        runner.run(job) { event in
          if isHeard { isHeard = Files.writeAll(output, Wire.encode(.event(event))) }
        }
        if isHeard { isHeard = Files.writeAll(output, Wire.encode(.done)) }
      }
      if frames.isBroken { return 2 }
    }
    return 0
  }

  /// Waits for more bytes; false at the end of the stream.
  private static func fill(_ frames: inout FrameBuffer, from descriptor: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      var count: Int
      repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
      if count > 0 { frames.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      return count > 0
    }
  }
}

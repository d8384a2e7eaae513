import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much memory a script may take.
public enum MemoryLimit {
  /// Four fifths of what the machine, or the container that the process lives in, has; at least a gibibyte.
  ///
  /// A cell that takes more gets a `MemoryError`, instead of a system that ends whatever it likes.
  static var standard: Int? {
    let amounts = [MachineMemory.bytes, container].compactMap { $0 }.filter { $0 > 0 }
    return amounts.min().map { max(1 << 30, $0 / 5 * 4) }
  }

  /// What a control group of Linux allows, in its second or its first version.
  private static var container: Int? {
    for file in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      guard let bytes = try? Files.read(file, limit: 64) else { continue }
      return Int(trimmed(String(decoding: bytes, as: UTF8.self)))
    }
    return nil
  }

  /// Limits this process to most of the machine's memory, for a script that runs in it alone.
  public static func applyStandard() {
    if let bytes = standard { limit(Int32(RLIMIT_AS.asResource), bytes) }
  }

  /// Limits this process; and where the system is short of memory all the same, it is the first to go.
  static func apply(_ bytes: Int?) {
    if let bytes { limit(Int32(RLIMIT_AS.asResource), bytes) }
    let score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
    guard score >= 0 else { return }
    _ = Files.writeAll(score, Array("1000".utf8))
    close(score)
  }

  /// A crash is expected in a worker and told by its parent; a core file would fill the folder of the script.
  static func forbidCoreFiles() { limit(Int32(RLIMIT_CORE.asResource), 0) }

  private static func limit(_ resource: Int32, _ bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(max(0, bytes)), rlim_max: rlim_t(max(0, bytes)))
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(UInt32(resource)), &limit)
    #else
      setrlimit(resource, &limit)
    #endif
  }
}

#if canImport(Glibc)
  extension __rlimit_resource {
    fileprivate var asResource: UInt32 { rawValue }
  }
#else
  extension Int32 {
    fileprivate var asResource: Int32 { self }
  }
#endif

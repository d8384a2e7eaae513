#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory of the machine.
public enum MachineMemory {
  /// Bytes of main memory; `nil` where the system does not say.
  public static let bytes: Int? = {
    let (pages, size) = (Int(sysconf(Int32(_SC_PHYS_PAGES))), Int(sysconf(Int32(_SC_PAGESIZE))))
    let (bytes, isTooLarge) = pages.multipliedReportingOverflow(by: size)
    return pages > 0 && size > 0 && !isTooLarge ? bytes : nil
  }()
}

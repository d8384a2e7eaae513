#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs code with room for deep recursion: a script may nest a thousand calls through our own functions,
/// which takes more stack than a thread usually has.
public enum LargeStack {
  /// Address space; only the pages that are touched take memory.
  static let size = 1 << 29

  private final class Job {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs `body` on a thread with a large stack and waits for it; on this thread where none can be made.
  public static func run(_ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, size)
      defer { pthread_attr_destroy(&attributes) }
      let job = Unmanaged.passRetained(Job(body))
      #if canImport(Glibc)
        var thread = pthread_t()
        let status = pthread_create(
          &thread, &attributes,
          { pointer in
            guard let pointer else { return nil }
            Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
          }, job.toOpaque())
        guard status == 0 else { return job.takeRetainedValue().body() }
        pthread_join(thread, nil)
      #else
        var thread: pthread_t?
        let status = pthread_create(
          &thread, &attributes,
          { pointer in
            Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
          }, job.toOpaque())
        guard status == 0, let thread else { return job.takeRetainedValue().body() }
        pthread_join(thread, nil)
      #endif
    }
  }
}

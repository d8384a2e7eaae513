#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends a worker whose parent is gone: killed in the middle of its work, it cannot end a cell that runs for ever.
enum ParentWatch {
  /// Ends this process as soon as nobody holds the other end of the pipe that `descriptor` reads.
  static func begin(_ descriptor: Int32) {
    // Signals are for the thread that runs cells: an alarm that came to this one would not end a `sleep` there.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 1 << 17)
    defer { pthread_attr_destroy(&attributes) }
    let pointer = UnsafeMutableRawPointer(bitPattern: Int(descriptor))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(
      &thread, &attributes,
      { pointer in
        ParentWatch.wait(Int32(truncatingIfNeeded: Int(bitPattern: pointer)))
        return nil
      }, pointer)
    guard status == 0 else { return }
    #if canImport(Glibc)
      pthread_detach(thread)
    #else
      if let thread { pthread_detach(thread) }
    #endif
  }

  private static func wait(_ descriptor: Int32) {
    // No events are asked for: that the other end is gone is told unasked.
    var end = pollfd(fd: descriptor, events: 0, revents: 0)
    while poll(&end, 1, -1) < 0 {
      if errno != EINTR { return }
    }
    _exit(2)
  }
}

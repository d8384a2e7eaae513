import CKernels

/// What a session sets for the arrays it works with: how they are printed and who hears of warnings.
///
/// Sessions share a process (a script that is replayed beside the shell, tests), and what one sets is no business of
/// the others: each thread works for the session whose `run` it is in, or for none, with the defaults.
public final class ArraySession {
  /// Receives warnings; what it throws ends the operation.
  public typealias Listener = (ArrayWarning) throws(ArrayError) -> Void

  public var printOptions = PrintOptions()

  public var onWarning: Listener? {
    didSet { if ArraySession.current === self { nb_session_listen(onWarning != nil) } }
  }

  public init() {}

  /// The session that this thread works for.
  public static var current: ArraySession? {
    nb_session().map { Unmanaged<ArraySession>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Runs `body` for this session, on this thread.
  public func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let outer = nb_session()
    let listened = nb_session_is_listening()
    nb_session_set(Unmanaged.passUnretained(self).toOpaque())
    nb_session_listen(onWarning != nil)
    defer {
      nb_session_set(outer)
      nb_session_listen(listened)
    }
    return try withExtendedLifetime(self) { () throws(Failure) in try body() }
  }
}

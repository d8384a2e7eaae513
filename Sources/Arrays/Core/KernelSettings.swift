import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the environment says about how kernels run: `NBSH_ISA` and `NBSH_THREADS`.
public enum KernelSettings {
  /// A sentence for each variable that asks for what this machine cannot do; kernels run with what the sentence names.
  ///
  /// Where neither variable is set, nothing is looked at.
  public static var warnings: [String] {
    var found: [String] = []
    if getenv("NBSH_ISA") != nil, let text = nb_isa_warning() { found.append(String(cString: text)) }
    if getenv("NBSH_THREADS") != nil, let text = nb_thread_warning() { found.append(String(cString: text)) }
    return found
  }
}

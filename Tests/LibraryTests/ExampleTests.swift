import Language
import Library
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What help shows runs as it stands, and all that students call by name has it.
@Suite struct ExampleTests {
  /// A module's example begins after its import, under the name that everybody gives it.
  private func preamble(_ module: String) -> String {
    if module.hasPrefix("numpy") { return "import numpy as np\n" }
    if module.hasPrefix("matplotlib") { return "import numpy as np\nimport matplotlib.pyplot as plt\n" }
    return "import \(module)\n"
  }

  /// An example's code, and what its `#> ` lines say that it prints.
  private func parts(of example: String) -> (code: String, expected: String) {
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
    return (
      lines.filter { !$0.hasPrefix("#> ") }.joined(separator: "\n"),
      lines.filter { $0.hasPrefix("#> ") }.map { $0.dropFirst(3) }.joined(separator: "\n")
    )
  }

  /// Takes away the files that an example names.
  private func removeFiles(of code: String) {
    for part in code.split(separator: "'") where part.hasPrefix("/tmp/") { unlink(String(part)) }
  }

  @Test func everyExamplePrintsWhatItSays() throws {
    let modules = try Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      return try Library.moduleEntries(in: vm)
    }
    for (module, entry) in Library.entries + modules where !entry.example.isEmpty {
      let (code, expected) = parts(of: entry.example)
      defer { removeFiles(of: code) }
      #expect(trimmed(output(of: preamble(module) + code)) == expected, "\(module).\(entry.name)")
    }
  }

  /// All but what reads files that a test does not have.
  @Test func everyEntryOfTheCourseHasAnExample() {
    for (module, entry) in Library.entries where !module.hasPrefix("numpy") && entry.example.isEmpty {
      guard ["cs231n", "nndl", "utils"].contains(where: { module.hasPrefix($0 + ".") }) else { continue }
      #expect(
        ["get_CIFAR10_data", "load_CIFAR10", "load_CIFAR_batch"].contains(entry.name),
        "\(module).\(entry.name)")
    }
  }

  @Test func everyEntryIsComplete() {
    Interpreter.gate.withLock {
      for (module, entry) in Library.entries {
        // Making the value parses the signature.
        guard case .builtin(let builtin) = entry.makeValue() else {
          Issue.record("\(module).\(entry.name) makes no function")
          continue
        }
        #expect(builtin.signature.slotCount >= builtin.signature.requiredCount)
        #expect(!entry.doc.isEmpty, "\(module).\(entry.name)")
      }
    }
  }

  // MARK: What students call

  /// Where they look for it; the empty path stands for the names that need no import.
  private static let places = [
    "", "str", "bytes", "list", "tuple", "dict", "set", "frozenset", "range", "int", "float", "bool",
    "math", "np", "np.random", "np.linalg", "np.testing", "np.ndarray", "np.random.Generator",
    "np.random.RandomState", "plt", "plt.Figure", "plt.Axes", "itertools", "bisect",
  ]

  /// What has no example, and why.
  private static let exceptions: [String: String] = [
    "help": "its examples are the pages that it shows",
    "exit": "it ends the session", "quit": "it ends the session",
    "np.random.mtrand": "the generator behind the functions of np.random",
    "plt.Axes.add_collection": "collections are made by the functions that draw them",
  ]

  private static let imports =
    "import bisect, itertools, math\nimport numpy as np\nimport matplotlib.pyplot as plt\n"

  /// A function, a method, a type, or an object such as `np.r_`; nil for numbers, modules and attributes.
  private func entry(of value: Value) -> (doc: String, example: String)? {
    switch value {
    case .builtin(let builtin): return (builtin.entry.doc, builtin.entry.example)
    case .type(let type):
      return (
        type.doc ?? type.constructor?.entry.doc ?? "", type.example ?? type.constructor?.entry.example ?? ""
      )
    case .object(let method as BoundMethodObject): return entry(of: method.function)
    case .object(let method as WrappedMethodObject): return entry(of: method.function)
    case .object(let object):
      if object is ModuleObject || object is GetterObject || object is PropertyObject { return nil }
      return (object.type.doc ?? "", object.type.example ?? "")
    default: return nil
    }
  }

  @Test func allThatStudentsCallHasADocLineAndARunningExample() throws {
    var examples: [(path: String, example: String)] = []
    try Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      try vm.run(Source(ExampleTests.imports, name: "test.py"))
      for place in ExampleTests.places {
        let names =
          try place.isEmpty
          ? vm.builtins.names : vm.value(ofPath: place).map { vm.attributeNames(of: $0) } ?? []
        for name in names where !name.hasPrefix("_") {
          let path = place.isEmpty ? name : place + "." + name
          guard let value = try vm.value(ofPath: path), let (doc, example) = entry(of: value) else {
            continue
          }
          if case .type(let type) = value, type.isSubtype(of: Types.baseException), place.isEmpty { continue }
          if ExampleTests.exceptions[path] != nil { continue }
          #expect(!doc.isEmpty, "\(path) has no doc line")
          // What is refused says so in its doc line, and what to use instead.
          if doc.contains("eft out") || doc.hasPrefix("Not part of nbsh") { continue }
          #expect(!example.isEmpty, "\(path) has no example")
          examples.append((path, example))
        }
      }
    }
    #expect(examples.count > 700)
    let done = Set(Library.entries.map(\.entry.example))
    for (path, example) in examples where !done.contains(example) {
      let (code, expected) = parts(of: example)
      defer { removeFiles(of: code) }
      // Those of the language itself show a value as the shell does; those of the library print.
      let echoesLast = !["np.", "plt.", "math.", "itertools.", "bisect."].contains { path.hasPrefix($0) }
      #expect(
        trimmed(output(of: ExampleTests.imports + code, echoesLast: echoesLast)) == expected, "\(path)")
    }
  }
}

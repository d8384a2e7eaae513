import Language
import Library
import Testing

@Suite struct ExampleTests {
  /// A module's example begins after its import, under the name that everybody gives it.
  private func preamble(_ module: String) -> String {
    if module.hasPrefix("numpy") { return "import numpy as np\n" }
    if module.hasPrefix("matplotlib") { return "import numpy as np\nimport matplotlib.pyplot as plt\n" }
    return "import \(module)\n"
  }

  @Test func everyExamplePrintsWhatItSays() throws {
    let modules = try Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      return try Library.moduleEntries(in: vm)
    }
    for (module, entry) in Library.entries + modules where !entry.example.isEmpty {
      let lines = entry.example.split(separator: "\n", omittingEmptySubsequences: false)
      let code = lines.filter { !$0.hasPrefix("#> ") }.joined(separator: "\n")
      let expected = lines.filter { $0.hasPrefix("#> ") }.map { $0.dropFirst(3) }.joined(separator: "\n")
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
}

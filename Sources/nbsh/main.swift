import Language
import Library

let vm = Interpreter()
Library.install(in: vm)
if let text = try Interpreter.readSource(CommandLine.arguments[1]) {
  do {
    try vm.run(Source(text, name: CommandLine.arguments[1]))
  } catch let error as PyError {
    vm.errorOutput(vm.traceback(of: error.exception))
  }
}

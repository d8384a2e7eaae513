#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replays 100 notebooks of three trivial cells with two workers, and once with pytest's nbval where `PYTHON` (or
/// `python3`) has it: `nbsh-bench --replays NBSH`. A line of JSON for each.
func measureReplays(program: String) throws {
  var template = Array("/tmp/nbsh-bench-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw ReplayFailure(description: "no folder for the notebooks") }
  let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { _ = system("rm -r '\(folder)'") }
  for number in 0..<100 {
    try write(notebook(number), to: "\(folder)/n\(number).ipynb")
  }
  try run("'\(program)' replay '\(folder)' -j 2 > '\(folder)/report'")
  print(
    try measure("replay 100 notebooks") {
      try run("'\(program)' replay '\(folder)' -j 2 > '\(folder)/report'")
    })
  let python = getenv("PYTHON").map { String(cString: $0) } ?? "python3"
  guard system("'\(python)' -c 'import nbval' 2> /dev/null") == 0 else {
    return print("{\"name\": \"replay 100 notebooks\", \"peer\": \"nbval\", \"seconds\": null}")
  }
  // It takes a minute: one run is enough.
  let began = now()
  try run("'\(python)' -m pytest -q --nbval '\(folder)' > '\(folder)/report'")
  print(
    "{\"name\": \"replay 100 notebooks\", \"peer\": \"nbval\", \"seconds\": \(now() - began), \"runs\": 1}")
}

private struct ReplayFailure: Error, CustomStringConvertible {
  let description: String
}

private func run(_ command: String) throws {
  let status = system(command)
  guard status == 0 else { throw ReplayFailure(description: "“\(command)” ended with status \(status >> 8)") }
}

private func write(_ text: String, to path: String) throws {
  guard let file = fopen(path, "w") else { throw ReplayFailure(description: "cannot write \(path)") }
  defer { fclose(file) }
  guard fputs(text, file) >= 0 else { throw ReplayFailure(description: "cannot write \(path)") }
}

/// A notebook as Jupyter writes it: an assignment, a line that is printed, a value.
private func notebook(_ number: Int) -> String {
  func cell(_ count: Int, _ source: String, _ outputs: String) -> String {
    """
    {"cell_type": "code", "execution_count": \(count), "id": "c\(count)", "metadata": {}, \
    "outputs": [\(outputs)], "source": ["\(source)"]}
    """
  }
  let printed = """
    {"name": "stdout", "output_type": "stream", "text": ["\(number + 1)\\n"]}
    """
  let value = """
    {"data": {"text/plain": ["[\(number), \(number)]"]}, "execution_count": 3, "metadata": {}, \
    "output_type": "execute_result"}
    """
  let cells = [cell(1, "x = \(number)", ""), cell(2, "print(x + 1)", printed), cell(3, "[x] * 2", value)]
  return """
    {"cells": [\(cells.joined(separator: ",\n"))], "metadata": {"kernelspec": {"display_name": "Python 3", \
    "language": "python", "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}

    """
}

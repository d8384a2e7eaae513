import Language

/// `TimeitResult`: what `t = %timeit -o …` gives.
final class TimeitResult: OpenObject {
  private let timing: Timing

  init(_ timing: Timing) {
    self.timing = timing
    super.init(type: TimeitResult.resultType)
  }

  static func text(of timing: Timing) -> String { "<TimeitResult : \(timing.text)>" }

  nonisolated(unsafe) private static let resultType: TypeObject = {
    let type = TypeObject("TimeitResult", bases: [Types.object], module: "IPython.core.magics.execution")
    type.doc = "Times that %timeit measured, in seconds a loop."
    type.loadEntries = {
      func attribute(_ name: String, _ doc: String, _ read: @escaping (Timing) -> Value) {
        type.addGetter(name, doc: doc) { _, value in
          guard case .object(let object as TimeitResult) = value else { return .none }
          return read(object.timing)
        }
      }
      attribute("average", "The mean of all runs.") { .float($0.average) }
      attribute("stdev", "The standard deviation of the runs.") { .float($0.deviation) }
      attribute("best", "The fastest run.") { .float($0.best) }
      attribute("worst", "The slowest run.") { .float($0.worst) }
      attribute("loops", "How often a run ran the statement.") { .int($0.loops) }
      attribute("repeat", "How many runs there were.") { .int($0.runs.count) }
      attribute("timings", "The runs.") { .list($0.perLoop.map { .float($0) }) }
      attribute("all_runs", "The seconds that all loops of each run took.") {
        .list($0.runs.map { .float($0) })
      }
      attribute("compile_time", "Left at zero: a statement is compiled before the clock starts.") { _ in
        .float(0)
      }
      func shown(_ arguments: Arguments, _ text: (Timing) -> String) -> Value {
        guard case .object(let object as TimeitResult) = arguments[0] else { return .string("") }
        return .string(text(object.timing))
      }
      return [
        Language.Entry("__repr__", "(self, /)", doc: "What %timeit says.") { a in shown(a, text(of:)) },
        Language.Entry("__str__", "(self, /)", doc: "What %timeit says.") { a in shown(a, \.text) },
      ]
    }
    return type
  }()
}

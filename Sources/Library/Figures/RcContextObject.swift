import Figures
import Language

/// What `with plt.style.context('ggplot'):` holds: settings for a while.
final class RcContextObject: OpenObject {
  private let state: FigureState
  private let change: (FigureState, Interpreter) throws -> Void
  private var old: RcParams?

  init(_ state: FigureState, _ change: @escaping (FigureState, Interpreter) throws -> Void) {
    self.state = state
    self.change = change
    super.init(type: RcContextObject.contextType)
  }

  nonisolated(unsafe) private static let contextType: TypeObject = {
    let type = TypeObject("_GeneratorContextManager", bases: [Types.object], module: "contextlib")
    func of(_ value: Value) throws -> RcContextObject {
      guard case .object(let object) = value, let context = object as? RcContextObject else {
        throw PyError.typeError("descriptor requires a context of settings")
      }
      return context
    }
    type.loadEntries = {
      EntryList { add in
        add("__enter__", "(self)", "Changes the settings.") { a in
          let context = try of(a[0])
          context.old = context.state.pyplot.rc
          do { try context.change(context.state, a.vm) } catch {
            if let old = context.old { context.state.pyplot.rc = old }
            throw error
          }
          return .none
        }
        add("__exit__", "(self, *args)", "Brings the old settings back.") { a in
          let context = try of(a[0])
          if let old = context.old { context.state.pyplot.rc = old }
          return .none
        }
      }.entries
    }
    return type
  }()
}

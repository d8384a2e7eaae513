import Figures
import Language

/// The figures of one interpreter, where they go when they are shown, and the objects that scripts hold for them.
final class FigureState {
  let pyplot = Pyplot()
  var show: ((_ png: [UInt8], _ width: Int, _ height: Int) -> Void)?
  /// What the next `plt.clim` and `plt.colorbar` speak of.
  weak var lastMapped: (any ColorMapped)?
  /// `plt.rcParams`
  var rcObject: RcObject?
  private var names: [String: Int] = [:]
  private var objects: [ObjectIdentifier: Holder] = [:]
  private var sweepAt = 256

  /// A script's object for a figure, an axes or an artist; the object keeps its model alive, never the reverse.
  private struct Holder {
    weak var object: Object?
  }

  init() {
    pyplot.onShow = { [unowned self] figure in
      guard let show else { return }
      let image = try render { try figure.render() }
      show(try PNG.encode(image), image.width, image.height)
    }
  }

  /// The first error of a script's function that wrote labels while a figure was drawn.
  private var writingError: (any Error)?

  /// A text that a script's function writes during drawing; empty where it fails.
  func written(_ body: () throws -> String) -> String {
    guard writingError == nil else { return "" }
    do { return try body() } catch {
      writingError = error
      return ""
    }
  }

  /// Draws, and raises what scripts' functions raised meanwhile.
  func render<Result>(_ body: () throws -> Result) throws -> Result {
    writingError = nil
    let result = try body()
    defer { writingError = nil }
    if let writingError { throw writingError }
    return result
  }

  /// Remembers the object of an artist that was made apart.
  func remember(_ object: Object, for model: AnyObject) {
    objects[ObjectIdentifier(model)] = Holder(object: object)
  }

  static func of(_ vm: Interpreter) -> FigureState { vm.state(FigureState.self) { FigureState() } }

  /// The one object for a model: `plt.gca() is ax`.
  func object<Made: Object>(for model: AnyObject, _ make: () -> Made) -> Made {
    // A holder that still has its object keeps the model, so that its address cannot belong to another one.
    if let found = objects[ObjectIdentifier(model)]?.object as? Made { return found }
    if objects.count >= sweepAt {
      objects = objects.filter { $0.value.object != nil }
      sweepAt = max(256, objects.count * 2)
    }
    let made = make()
    objects[ObjectIdentifier(model)] = Holder(object: made)
    return made
  }

  /// The number of a figure that a script knows by name.
  func number(named name: String) -> Int {
    if let known = names[name] { return known }
    let number = max(pyplot.numbers.last ?? 0, names.values.max() ?? 0) + 1
    names[name] = number
    return number
  }

  func object(for axes: Axes, in figure: Figure) -> AxesObject {
    object(for: axes) { AxesObject(axes, figure) }
  }

  func object(for figure: Figure) -> FigureObject { object(for: figure) { FigureObject(figure) } }

  func currentAxes() throws -> AxesObject {
    let figure = try pyplot.gcf()
    return object(for: figure.currentAxes(), in: figure)
  }
}

extension Library {
  /// Says who takes the figures that a script shows, as PNG files; nil for nobody.
  public static func onFigure(
    _ vm: Interpreter, _ show: ((_ png: [UInt8], _ width: Int, _ height: Int) -> Void)?
  ) {
    // A script that draws nothing pays nothing.
    if show == nil, vm.moduleState[ObjectIdentifier(FigureState.self)] == nil { return }
    FigureState.of(vm).show = show
  }

  /// Shows the figures that are still open, as a notebook does at the end of a cell.
  public static func showOpenFigures(_ vm: Interpreter) throws {
    guard let state = vm.moduleState[ObjectIdentifier(FigureState.self)] as? FigureState else { return }
    if !state.pyplot.figures.isEmpty { try state.pyplot.show() }
  }

  /// Lets the figures go that are still open.
  public static func closeFigures(_ vm: Interpreter) {
    (vm.moduleState[ObjectIdentifier(FigureState.self)] as? FigureState)?.pyplot.closeAll()
  }
}

extension FigureState {
  /// The Python exception of a figure's error.
  static func exception(for error: FigureError) -> PyError {
    switch error.kind {
    case .value: .valueError(error.message)
    case .type: .typeError(error.message)
    case .attribute: .attributeError(error.message)
    case .file: PyError(Types.osError, error.message)
    case .key: .keyError(.string(error.message))
    case .runtime: .runtimeError(error.message)
    }
  }
}

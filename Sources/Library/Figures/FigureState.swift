import Figures
import Language

/// The figures of one interpreter, and where they go when they are shown.
final class FigureState {
  let pyplot = Pyplot()
  var show: ((_ png: [UInt8], _ width: Int, _ height: Int) -> Void)?

  init() {
    pyplot.onShow = { [unowned self] figure in
      guard let show else { return }
      let image = try figure.render()
      show(try PNG.encode(image), image.width, image.height)
    }
  }

  static func of(_ vm: Interpreter) -> FigureState { vm.state(FigureState.self) { FigureState() } }
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

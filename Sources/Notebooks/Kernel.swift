/// What runs a cell: the language session behind a notebook. It knows no terminal.
///
/// A kernel keeps its names from cell to cell; a fresh session is a fresh kernel. A cell that fails reports an
/// error as its last output and leaves the kernel ready for the next cell.
public protocol Kernel: AnyObject {
  /// Runs one cell and hands over what it shows, in order, as it happens.
  ///
  /// - Parameters:
  ///   - source: the cell's text, lines ended by `\n`.
  ///   - name: the file, as error messages name it.
  ///   - firstLine: the line of that file, from 1, on which the source begins.
  ///   - echoLast: whether the value of a last expression is shown, as in a notebook.
  ///   - output: takes each output; it may call `interrupt`.
  func run(_ source: String, name: String, firstLine: Int, echoLast: Bool, output: (Output) -> Void)

  /// The status that the script asked to end with (`sys.exit(3)`), once it has.
  var exitStatus: Int32? { get }

  /// Asks the running cell to end with an error soon.
  ///
  /// It is called from a signal handler and from inside `output`, and may only set a flag that the running cell
  /// looks at: a plain function, because a handler can neither reach an object nor count a reference safely.
  var interrupt: @convention(c) () -> Void { get }

  /// Writes what the files that scripts left open have not written yet, as a program does at its end.
  func flushFiles()

  /// The value of a name as JSON; nothing where there is no such name, or JSON has no such value.
  func value(of name: String) -> JSON?

  /// The names that scripts have set, in the order in which they came; those that begin with `_` do not count.
  var names: [String] { get }
}

extension Kernel {
  public func value(of name: String) -> JSON? { nil }

  public var names: [String] { [] }

  public func flushFiles() {}

  public var exitStatus: Int32? { nil }
}

/// Something that a cell showed.
public enum Output: Sendable, Equatable {
  /// Printed text, newlines included.
  case text(String)
  /// The value of a last expression, as Jupyter's Out shows it.
  case value(String)
  case figure(RenderedFigure)
  case error(CellError)
}

/// A picture that a cell showed.
public struct RenderedFigure: Sendable, Equatable {
  public let png: [UInt8]
  public let width: Int
  public let height: Int

  public init(png: [UInt8], width: Int, height: Int) {
    self.png = png
    self.width = width
    self.height = height
  }
}

/// How a cell failed.
public struct CellError: Error, Sendable, Equatable {
  /// The type's name, such as `ValueError`.
  public let type: String
  public let message: String
  /// The whole report, with the place and a caret.
  public let traceback: String

  public init(type: String, message: String, traceback: String) {
    self.type = type
    self.message = message
    self.traceback = traceback
  }

  /// Type and message, as the last line of Python's report has them.
  public var summary: String { message.isEmpty ? type : "\(type): \(message)" }
}
